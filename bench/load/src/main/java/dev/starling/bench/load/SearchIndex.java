package dev.starling.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.client.SetupException;
import dev.starling.wire.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// The index, as its operator has it: built anew from what PostgreSQL has, and weighed.
final class SearchIndex {

  static final String TOKEN = "the token of whoever runs the bench";

  private static final String GENERATIONS = "/v1/admin/search/generations";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /// Nothing has been written for so long: then it is given up.
  private static final Duration STANDSTILL = Duration.ofMinutes(2);

  private final Bench bench;
  private final Rest rest;
  private final Person operator;
  private final String elasticsearch;

  /// @param elasticsearch where it is reached, or empty
  SearchIndex(Bench bench, Rest rest, Node node, String elasticsearch) {
    SetupException.unless(
        !elasticsearch.isEmpty(), "The status file names no Elasticsearch to weigh.");
    this.bench = bench;
    this.rest = rest;
    this.operator = new Person("operator", TOKEN, node);
    this.elasticsearch = elasticsearch;
  }

  /// @param seconds from when a new generation was asked for until searches ask it
  record Built(long messages, double seconds) {}

  /// Has the nodes write all messages into a new generation, and waits until it is asked.
  Built build(long expected) {
    long begin = System.nanoTime();
    int id = bench.onLoop(() -> rest.post(operator, GENERATIONS, Map.of())).path("id").asInt();
    long written = 0;
    long writtenAt = begin;
    while (System.nanoTime() - writtenAt < STANDSTILL.toNanos()) {
      JsonNode generation = generation(id);
      if (generation.path("state").asText().equals("asked")) {
        return new Built(generation.path("messages").asLong(), (System.nanoTime() - begin) / 1e9);
      }
      long now = generation.path("messages").asLong();
      if (now != written) {
        written = now;
        writtenAt = System.nanoTime();
      }
      bench.progress("indexing: %,d of %,d messages".formatted(written, expected));
      Clocks.waitFor(BETWEEN_LOOKS);
    }
    throw new SetupException(
        "The index stands still at %,d of %,d messages.".formatted(written, expected));
  }

  private JsonNode generation(int id) {
    JsonNode all = bench.onLoop(() -> rest.get(operator, GENERATIONS));
    for (JsonNode one : all.path("items")) {
      if (one.path("id").asInt() == id) {
        return one;
      }
    }
    throw new SetupException("The nodes know no generation " + id + " of the index any more.");
  }

  /// Bytes on disk, of all indices of messages, after what is in memory was written and is shown.
  long bytes() {
    ask("POST", "/_all/_refresh");
    ask("POST", "/_all/_flush");
    long bytes = 0;
    for (JsonNode index :
        ask("GET", "/_cat/indices/*-message-*?format=json&bytes=b&h=pri.store.size")) {
      bytes += index.path("pri.store.size").asLong();
    }
    return bytes;
  }

  @CanIgnoreReturnValue
  private JsonNode ask(String method, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(elasticsearch + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .timeout(STANDSTILL)
              .build();
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      SetupException.unless(
          answer.statusCode() == 200,
          "Elasticsearch answers " + answer.statusCode() + " to " + path + ".");
      return Json.read(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new SetupException("Elasticsearch cannot be asked: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("interrupted", e);
    }
  }
}
