package dev.starling.bench.load.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What a server's frame says, as far as a load generator cares. Read by a stream parser: a tree
/// for every message would cost the generator more than the message costs the server.
///
/// @param type `rec`, `err` or `pong`
/// @param address the inbox or a reply address, null in a pong
/// @param failureCode 0 unless it is an `err`
/// @param event the type of the event in the body, null in an answer
/// @param text of a message, else null
/// @param cursor from where the event stream can be resumed, in events that say so, else null
public record Frame(
    String type, String address, int failureCode, String event, String text, String cursor) {

  private static final JsonFactory JSON = new JsonFactory();

  public static Frame parse(String frame) {
    String type = null;
    String address = null;
    int failureCode = 0;
    Body body = Body.NONE;
    try (JsonParser json = JSON.createParser(frame)) {
      requireObject(json, frame);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "type" -> type = json.getValueAsString();
          case "address" -> address = json.getValueAsString();
          case "failureCode" -> failureCode = json.getValueAsInt();
          case "body" -> body = value == JsonToken.START_OBJECT ? body(json) : skip(json);
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the server wrote no JSON: " + frame, e);
    }
    return new Frame(type, address, failureCode, body.event, body.text, body.cursor);
  }

  public boolean isError() {
    return "err".equals(type);
  }

  private static void requireObject(JsonParser json, String frame) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("an object was expected, not " + frame);
    }
  }

  private static Body body(JsonParser json) throws IOException {
    String event = null;
    String text = null;
    String cursor = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("type")) {
        event = json.getValueAsString();
      } else if (field.equals("text")) {
        text = json.getValueAsString();
      } else if (field.equals("cursor")) {
        cursor = json.getValueAsString();
      } else if (value.isStructStart()) {
        json.skipChildren();
      }
    }
    return new Body(event, text, cursor);
  }

  private static Body skip(JsonParser json) throws IOException {
    json.skipChildren();
    return Body.NONE;
  }

  private record Body(String event, String text, String cursor) {
    static final Body NONE = new Body(null, null, null);
  }
}
