package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Messages that bring files, over two nodes, and what becomes of the files. What nothing refers to
/// is collected after three seconds here.
class AttachmentClusterIT {

  private static final Map<String, String> SETTINGS =
      Map.of("STARLING_MEDIA_UNREFERENCED_FOR", "3s", "STARLING_MEDIA_SWEEP_EVERY", "200ms");

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);
  private final Person bob = cluster.person("bob", 1);
  private final Person carol = cluster.person("carol", 1);
  private final String chat = alice.directWith(bob);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2, Services.shared(), SETTINGS);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aFileReachesWhoeverCanSeeTheMessageAndNobodyElse() {
    TestSocket listening = bob.listening();
    JsonNode file = alice.upload("notes.txt", "what was said");

    long seq = send(alice.at(cluster.url(1)), chat, "f1", file);

    soon().until(() -> listening.events("message").size() == 1);
    JsonNode heard = listening.events("message").getFirst();
    assertThat(heard.get("text").asText()).isEmpty();
    assertThat(heard.at("/attachments/0")).isEqualTo(file);
    String url = url(address(bob, chat, seq, file));
    for (int node = 0; node < 2; node++) {
      assertThat(content(cluster.stranger(node).get(url))).isEqualTo("what was said");
    }
    assertThat(address(carol, chat, seq, file).status()).isEqualTo(404);
    assertThat(address(carol, carol.directWith(bob), seq, file).status()).isEqualTo(404);
    assertThat(carol.rest().get("/v1/media/" + id(file) + "/url").status()).isEqualTo(404);
    listening.close();
  }

  @Test
  void whoCannotSeeTheMessageCannotHaveItsFile() {
    String group = alice.group("Once", bob);
    JsonNode file = alice.upload("old.txt", "before her time");
    long seq = send(alice, group, "g1", file);
    Rest owner = alice.rest();
    String members = "/v1/conversations/" + group + "/members";
    String path = "/v1/conversations/" + group;
    assertThat(owner.patch(path, Map.of("history", "joined")).status()).isEqualTo(200);
    assertThat(owner.post(members, Map.of("users", List.of(carol.id()))).status()).isEqualTo(200);

    assertThat(address(carol, group, seq, file).status()).isEqualTo(404);
    assertThat(address(bob, group, seq, file).status()).isEqualTo(200);
    assertThat(owner.delete(members + "/" + bob.id()).status()).isEqualTo(200);
    assertThat(address(bob, group, seq + 9, file).status()).isEqualTo(404);
  }

  @Test
  void aFileGoesWithTheLastMessageThatHasIt() {
    JsonNode deleted = alice.upload("deleted.txt", "gone");
    JsonNode forwarded = alice.upload("forwarded.txt", "kept");
    long one = send(alice, chat, "d1", deleted);
    long other = send(alice, chat, "d2", forwarded);
    String elsewhere = bob.directWith(carol);
    Map<String, Object> from = Map.of("conversation", chat, "seq", other);
    Map<String, Object> forward = Map.of("clientId", "d3", "from", from);
    long again = seq(bob.rest().post("/v1/conversations/" + elsewhere + "/forwards", forward));

    String goes = url(address(bob, chat, one, deleted));
    String stays = url(address(bob, chat, other, forwarded));
    assertThat(alice.rest().delete(message(chat, one)).status()).isEqualTo(200);
    assertThat(alice.rest().delete(message(chat, other)).status()).isEqualTo(200);

    soon().until(() -> cluster.stranger(0).get(goes).status() == 404);
    assertThat(address(bob, chat, other, forwarded).status()).isEqualTo(404);
    assertThat(content(carol.rest().get(url(address(carol, elsewhere, again, forwarded)))))
        .isEqualTo("kept");
    assertThat(bob.rest().delete(message(elsewhere, again)).status()).isEqualTo(200);
    soon().until(() -> cluster.stranger(1).get(stays).status() == 404);
    // A retry knows what it was, also now that its file is gone.
    assertThat(post(alice, chat, "d1", deleted).status()).isEqualTo(200);
  }

  @Test
  void aMessageIsFoundByTheNamesOfItsFiles() {
    long seq = send(alice, chat, "s1", alice.upload("Kiesgrube Lageplan.txt", "x"));

    soon()
        .untilAsserted(
            () -> {
              JsonNode found = bob.rest().get("/v1/search/messages?q=lageplan").body();
              assertThat(found.at("/items/0/seq").asLong()).isEqualTo(seq);
              assertThat(found.at("/items/0/text").asText()).isEqualTo("Kiesgrube Lageplan.txt");
            });
  }

  private static long send(Person person, String conversation, String clientId, JsonNode file) {
    return seq(post(person, conversation, clientId, file));
  }

  private static Rest.Answer post(
      Person person, String conversation, String clientId, JsonNode file) {
    Map<String, Object> body = new HashMap<>();
    body.put("clientId", clientId);
    body.put("attachments", List.of(file.get("id")));
    return person.rest().post("/v1/conversations/" + conversation + "/messages", body);
  }

  private static long seq(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().get("seq").asLong();
  }

  private static Rest.Answer address(
      Person person, String conversation, long seq, JsonNode attachment) {
    return person.rest().get(message(conversation, seq) + "/attachments/" + id(attachment));
  }

  private static String url(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body().get("url").asText();
  }

  private static String message(String conversation, long seq) {
    return "/v1/conversations/" + conversation + "/messages/" + seq;
  }

  private static String id(JsonNode file) {
    return file.get("id").asText();
  }

  private static String content(Rest.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }
}
