package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.PageServer;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Previews of links over REST, as the document has them.
final class PreviewContract {

  /// Few enough that a person can use them up.
  static final Map<String, String> SETTINGS =
      Map.of("STARLING_PREVIEWS_ENABLED", "true", "STARLING_PREVIEWS_PER_MINUTE", "5");

  private final RestTalk talk;
  private final Person alice;
  private final String group;
  private final PageServer site;

  private PreviewContract(RestTalk talk, PageServer site) {
    this.talk = talk;
    this.alice = talk.alice();
    this.group = alice.group("Links", talk.bob());
    this.site = site;
  }

  static void drive(RestTalk talk) {
    try (PageServer site = new PageServer()) {
      PreviewContract contract = new PreviewContract(talk, site);
      contract.previews();
      contract.messages();
      contract.tooMany();
    }
  }

  /// @param somebody of a node with the defaults
  static void driveWhereThereAreNone(RestTalk talk, Person somebody) {
    talk.as(somebody, "previewLink")
        .body(Map.of("url", "https://example.org/"))
        .fails(404, ErrorCode.PREVIEWS_OFF);
  }

  private void previews() {
    String url = site.url("walrus");
    JsonNode shown = preview(url).answers(200);
    assertThat(shown.get("url").asText()).isEqualTo(url);
    assertThat(shown.get("title").asText()).isEqualTo("walrus");
    preview(site.url("404")).fails(404, ErrorCode.PREVIEW_NOT_FOUND);
    preview("ftp://example.org/").fails(400, ErrorCode.URL_NOT_ALLOWED);
    preview("").isRefused(400, ErrorCode.TEXT_EMPTY);
    talk.as(alice, "previewLink").body(Map.of()).isRefused(400, ErrorCode.TEXT_EMPTY);
  }

  private void messages() {
    String url = site.url("walrus");
    JsonNode sent = send("l1", "look: " + url + ".", url).answers(201);
    assertThat(send("l1", "look: " + url + ".", url).answers(200).get("seq"))
        .isEqualTo(sent.get("seq"));
    JsonNode shown =
        talk.as(talk.bob(), "showMessage")
            .with("id", group)
            .with("seq", sent.get("seq").asLong())
            .answers(200);
    assertThat(shown.at("/preview/title").asText()).isEqualTo("walrus");
    assertThat(shown.at("/preview/url").asText()).isEqualTo(url);

    send("l2", "look: " + url + "es", url).fails(400, ErrorCode.BAD_FIELD);
    send("l2", "look", url).fails(400, ErrorCode.BAD_FIELD);
    send("l2", "look", "").isRefused(400, ErrorCode.BAD_FIELD);
    send("l2", "look " + url, Map.of("url", url, "title", "forged"))
        .isRefused(400, ErrorCode.BAD_FIELD);
  }

  /// As often as it takes: a minute may end between two of them.
  private void tooMany() {
    AtomicInteger page = new AtomicInteger();
    await()
        .untilAsserted(
            () ->
                preview(site.url("page" + page.incrementAndGet()))
                    .fails(429, ErrorCode.TOO_MANY_REQUESTS));
    String url = site.url("unread");
    JsonNode sent = send("l3", url, url).answers(201);
    JsonNode newest = talk.as(alice, "readEvents").with("id", group).with("limit", 1).answers(200);
    assertThat(newest.at("/items/0/seq")).isEqualTo(sent.get("seq"));
    assertThat(newest.at("/items/0").has("preview")).isFalse();
  }

  private Call preview(String url) {
    return talk.as(alice, "previewLink").body(Map.of("url", url));
  }

  private Call send(String clientId, String text, Object preview) {
    Map<String, Object> body = Map.of("clientId", clientId, "text", text, "preview", preview);
    return talk.as(alice, "sendMessage").with("id", group).body(body);
  }
}
