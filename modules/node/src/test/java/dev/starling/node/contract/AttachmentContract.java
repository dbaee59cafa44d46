package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Messages that bring files, and group pictures, as the document has them.
final class AttachmentContract {

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final String group;

  private AttachmentContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.group = alice.group("Pictures", bob);
  }

  static void drive(RestTalk talk) {
    AttachmentContract contract = new AttachmentContract(talk);
    contract.messages();
    contract.badFiles();
    contract.reading();
    contract.picture();
  }

  private void messages() {
    JsonNode file = file(alice);
    JsonNode accepted = send("b1", null, file).answers(201);
    assertThat(send("b1", null, file).answers(200).get("seq")).isEqualTo(accepted.get("seq"));
    JsonNode shown = of("showMessage", bob, accepted).answers(200);
    assertThat(shown.get("text").asText()).isEmpty();
    assertThat(shown.at("/attachments/0")).isEqualTo(file);
    assertThat(shown.get("attachments")).hasSize(1);
    talk.as(alice, "deleteMedia")
        .with("id", file.get("id").asText())
        .fails(409, ErrorCode.MEDIA_IN_USE);

    JsonNode said = send("b2", "look", file).answers(201);
    of("editMessage", alice, said).body(Map.of("text", "")).answers(200);
    assertThat(of("showMessage", bob, said).answers(200).get("attachments")).hasSize(1);
    JsonNode plain = alice.say(group, "b3", "x").body();
    of("editMessage", alice, plain).body(Map.of("text", "")).fails(400, ErrorCode.TEXT_EMPTY);
  }

  private void badFiles() {
    JsonNode file = file(alice);
    send("b4", null, file).answers(201);
    send("b4", null, file(alice)).fails(409, ErrorCode.CLIENT_ID_REUSED);
    send("b5", null, file(bob)).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    send("b5", "x", "m1").fails(404, ErrorCode.MEDIA_NOT_FOUND);
    String begun = begun();
    send("b5", "x", begun).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    talk.as(alice, "cancelUpload").with("Tus-Resumable", "1.0.0").with("id", begun).answers(204);
    send("b5", "x", file.get("id"), file.get("id")).isRefusedByRule(400, ErrorCode.BAD_FIELD);
    send("b5", "x", "nonsense!").fails(400, ErrorCode.BAD_ID);
    send("b5", "x", new Object[] {null}).isRefused(400, ErrorCode.BAD_FIELD);
    Object[] many = IntStream.range(0, 11).mapToObj(i -> "m1" + i).toArray();
    send("b5", "x", many).fails(400, ErrorCode.TOO_MANY_ATTACHMENTS);
    send("b5", null).fails(400, ErrorCode.TEXT_EMPTY);
  }

  private void reading() {
    JsonNode file = file(alice);
    String id = file.get("id").asText();
    JsonNode said = send("b6", null, file).answers(201);
    JsonNode urls = attachment(bob, said, id).answers(200);
    assertThat(talk.cluster().stranger(0).get(urls.get("url").asText()).raw().body())
        .isEqualTo("some bytes".getBytes(StandardCharsets.UTF_8));
    attachment(talk.carol(), said, id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    attachment(bob, said, file(alice).get("id").asText()).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    attachment(bob, said, "m1").fails(404, ErrorCode.MEDIA_NOT_FOUND);
    attachment(bob, said, "x").isRefused(400, ErrorCode.BAD_ID);
    of("deleteMessage", alice, said).answers(200);
    attachment(bob, said, id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    attachment(alice, said, id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
  }

  private void picture() {
    String id = file(alice).get("id").asText();
    change(Map.of("picture", id)).answers(200);
    change(Map.of("picture", id)).answers(200);
    talk.as(alice, "deleteMedia").with("id", id).fails(409, ErrorCode.MEDIA_IN_USE);
    change(Map.of("picture", file(bob).get("id").asText())).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    change(Map.of("picture", "mine")).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    change(Map.of("picture", "?")).fails(400, ErrorCode.BAD_ID);
    JsonNode urls = pictureFor(bob).answers(200);
    assertThat(talk.cluster().stranger(0).get(urls.get("url").asText()).status()).isEqualTo(200);
    pictureFor(talk.carol()).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    pictureFor(bob).with("id", "x").isRefused(400, ErrorCode.BAD_ID);
    change(Map.of("picture", "")).answers(200);
    pictureFor(bob).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    talk.as(alice, "deleteMedia").with("id", id).answers(204);
  }

  private Call pictureFor(Person person) {
    return talk.as(person, "showGroupPicture").with("id", group);
  }

  private Call change(Map<String, ?> change) {
    return talk.as(alice, "changeGroup").with("id", group).body(change);
  }

  private JsonNode file(Person person) {
    byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);
    return talk.as(person, "uploadMedia").form("notes.txt", bytes).answers(201);
  }

  /// An upload of which nothing has come yet.
  private String begun() {
    String location =
        talk.as(alice, "createUpload")
            .with("Tus-Resumable", "1.0.0")
            .with("Upload-Length", 10)
            .send(201)
            .raw()
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private Call send(String clientId, String text, JsonNode file) {
    return send(clientId, text, (Object) file.get("id"));
  }

  @CanIgnoreReturnValue
  private Call send(String clientId, String text, Object... files) {
    Map<String, Object> body = new HashMap<>();
    body.put("clientId", clientId);
    body.put("attachments", Arrays.asList(files));
    if (text != null) {
      body.put("text", text);
    }
    return talk.as(alice, "sendMessage").with("id", group).body(body);
  }

  private Call attachment(Person person, JsonNode accepted, String file) {
    return of("showAttachment", person, accepted).with("mediaId", file);
  }

  private Call of(String operation, Person person, JsonNode accepted) {
    return talk.as(person, operation).with("id", group).with("seq", accepted.get("seq").asLong());
  }
}
