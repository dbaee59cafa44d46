package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Searching, as the document says.
final class SearchContract {

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  private SearchContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.carol = talk.carol();
  }

  static void drive(RestTalk talk) {
    SearchContract contract = new SearchContract(talk);
    contract.search();
    contract.stories();
    contract.suggestions();
    contract.saved();
    contract.operation();
    contract.receipt();
  }

  private void search() {
    String chat = alice.directWith(bob);
    alice.say(chat, "q1", "the walrus <b>sings</b>");
    alice.say(chat, "q2", "the walrus dances");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        talk.as(bob, "searchMessages")
                            .with("q", "walrus")
                            .answers(200)
                            .get("items"))
                    .hasSize(2));
    JsonNode page =
        talk.as(bob, "searchMessages").with("q", "walrus").with("limit", 1).answers(200);
    page =
        talk.as(bob, "searchMessages")
            .with("q", "walrus")
            .with("conversation", chat)
            .with("cursor", page.get("next").asText())
            .answers(200);
    assertThat(page.at("/items/0/highlight").asText())
        .isEqualTo("the <em>walrus</em> &lt;b&gt;sings&lt;/b&gt;");
    assertThat(page.at("/items/0/conversation").asText()).isEqualTo(chat);
    talk.as(bob, "searchMessages").isRefused(400, ErrorCode.BAD_QUERY);
    JsonNode counted =
        talk.as(bob, "searchMessages")
            .with("q", "walrus from:" + alice.username() + " after:2020 -has:poll")
            .with("order", "relevance")
            .with("zone", "Asia/Tokyo")
            .with("context", 1)
            .with("facets", true)
            .answers(200);
    assertThat(counted.at("/facets/counted").asInt()).isEqualTo(2);
    assertThat(counted.at("/items/1/after/0/text").asText()).isEqualTo("the walrus dances");
    talk.as(bob, "searchMessages").with("q", "walrus is:blue").fails(400, ErrorCode.BAD_QUERY);
    talk.as(bob, "searchMessages")
        .with("q", "walrus")
        .with("zone", "Mars")
        .fails(400, ErrorCode.BAD_FIELD);
    for (String bad : List.of("order=best", "context=6", "facets=maybe")) {
      String[] field = bad.split("=", 2);
      talk.as(bob, "searchMessages")
          .with("q", "walrus")
          .with(field[0], field[1])
          .isRefused(400, ErrorCode.BAD_FIELD);
    }
    talk.as(bob, "searchMessages")
        .with("q", "walrus")
        .with("conversation", "c1")
        .fails(404, ErrorCode.CONVERSATION_NOT_FOUND);
    talk.as(carol, "searchMessages")
        .with("q", "walrus")
        .with("conversation", chat)
        .fails(403, ErrorCode.NOT_A_MEMBER);
  }

  private void stories() {
    String story =
        talk.as(bob, "postStory")
            .body(Map.of("text", "a walrus <b>on</b> the pier"))
            .answers(201)
            .get("id")
            .asText();
    JsonNode found =
        talk.as(bob, "searchStories")
            .with("q", "walrus from:me -has:video after:2020")
            .with("zone", "Asia/Tokyo")
            .with("limit", 1)
            .answers(200);
    assertThat(found.at("/items/0/id").asText()).isEqualTo(story);
    assertThat(found.at("/items/0/highlight").asText())
        .isEqualTo("a <em>walrus</em> &lt;b&gt;on&lt;/b&gt; the pier");
    talk.as(bob, "searchStories").isRefused(400, ErrorCode.BAD_QUERY);
    for (String bad : List.of("in:here", "with:me", "is:pinned", "has:tusks", "\"open")) {
      talk.as(bob, "searchStories").with("q", bad).fails(400, ErrorCode.BAD_QUERY);
    }
    talk.as(bob, "searchStories")
        .with("q", "walrus")
        .with("zone", "Mars")
        .fails(400, ErrorCode.BAD_FIELD);
    talk.as(bob, "searchStories")
        .with("q", "walrus")
        .with("cursor", "not one")
        .fails(400, ErrorCode.BAD_CURSOR);
    bob.rest().delete("/v1/stories/" + story);
    assertThat(talk.as(bob, "searchStories").with("q", "walrus").answers(200).get("items"))
        .isEmpty();
  }

  private void suggestions() {
    JsonNode found = talk.as(alice, "suggest").with("q", bob.username()).answers(200);
    assertThat(found.at("/people/0/username").asText()).isEqualTo(bob.username());
    String group = alice.group("Walrus Watchers", bob);
    found = talk.as(bob, "suggest").with("q", "wlarus").answers(200);
    assertThat(found.at("/conversations/0/id").asText()).isEqualTo(group);
    talk.as(alice, "suggest").isRefused(400, ErrorCode.BAD_QUERY);
  }

  private void saved() {
    Map<String, Object> search = Map.of("q", "walrus is:unread", "order", "relevance");
    JsonNode kept = talk.as(alice, "saveSearch").with("name", "herds").body(search).answers(200);
    assertThat(kept.at("/search/q").asText()).isEqualTo("walrus is:unread");
    JsonNode all = talk.as(alice, "listSavedSearches").answers(200);
    assertThat(all.at("/items/0/name").asText()).isEqualTo("herds");
    assertThat(talk.as(bob, "listSavedSearches").answers(200).get("items")).isEmpty();
    talk.as(alice, "saveSearch")
        .with("name", "bad")
        .body(Map.of("q", "has:tusks"))
        .fails(400, ErrorCode.BAD_QUERY);
    for (int i = 1; i < 100; i++) {
      talk.as(alice, "saveSearch").with("name", "s" + i).body(search).answers(200);
    }
    talk.as(alice, "saveSearch")
        .with("name", "one more")
        .body(search)
        .fails(409, ErrorCode.TOO_MANY_SAVED_SEARCHES);
    talk.as(alice, "forgetSearch")
        .with("name", "x".repeat(65))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    talk.as(alice, "forgetSearch").with("name", "herds").answers(204);
    talk.as(alice, "forgetSearch")
        .with("name", "herds")
        .fails(404, ErrorCode.SAVED_SEARCH_NOT_FOUND);
  }

  private void operation() {
    Rest operator = HooksContract.operator(talk.url());
    talk.as(alice, "reindex").fails(403, ErrorCode.OPERATOR_ONLY);
    talk.as(alice, "listGenerations").fails(403, ErrorCode.OPERATOR_ONLY);
    talk.as(alice, "listUnindexed").fails(403, ErrorCode.OPERATOR_ONLY);
    talk.as(alice, "replayUnindexed").fails(403, ErrorCode.OPERATOR_ONLY);

    awaitFilled(operator);
    talk.with(operator, "reindex").answers(201);
    talk.with(operator, "reindex").fails(409, ErrorCode.REINDEX_RUNNING);
    awaitFilled(operator);
    assertThat(talk.with(operator, "listUnindexed").answers(200).get("items")).isEmpty();
    talk.with(operator, "listUnindexed").with("limit", 0).isRefused(400, ErrorCode.BAD_LIMIT);
    assertThat(talk.with(operator, "replayUnindexed").answers(200).get("messages").asInt())
        .isZero();
    assertThat(talk.as(bob, "searchMessages").with("q", "walrus").answers(200).get("items"))
        .hasSize(2);
  }

  private void receipt() {
    String chat = alice.directWith(bob);
    long seq = alice.say(chat, "gone", "a walrus to forget").body().get("seq").asLong();
    alice.rest().delete("/v1/conversations/" + chat + "/messages/" + seq);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode receipt = receipt(bob, chat, seq).answers(200);
              assertThat(receipt.get("stillIn")).isEmpty();
              assertThat(receipt.get("removedFrom")).hasSize(4);
            });
    receipt(carol, chat, seq).fails(404, ErrorCode.MESSAGE_NOT_FOUND);
    talk.as(bob, "erasureReceipt")
        .with("id", chat)
        .with("seq", "x")
        .isRefused(400, ErrorCode.BAD_ID);
  }

  private Call receipt(Person who, String chat, long seq) {
    return talk.as(who, "erasureReceipt").with("id", chat).with("seq", seq);
  }

  private void awaitFilled(Rest operator) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        talk.with(operator, "listGenerations")
                            .answers(200)
                            .get("items")
                            .findValuesAsText("state"))
                    .contains("asked")
                    .doesNotContain("filling"));
  }
}
