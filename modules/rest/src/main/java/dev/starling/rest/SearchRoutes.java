package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.search.Search;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;

/// Finding messages and people.
final class SearchRoutes {

  private final Search search;

  SearchRoutes(Search search) {
    this.search = search;
  }

  void mount(Api api) {
    api.get("/v1/search/messages", Action.SEARCH, this::messages);
    api.get("/v1/search/people", Action.SEARCH, this::people);
  }

  private Future<Answer> messages(Call call) {
    UserId asker = call.user();
    String conversation = call.query("conversation");
    return search
        .messages(
            asker,
            call.query("q"),
            conversation == null ? null : ConversationId.parse(conversation),
            call.page())
        .map(Answer::ok);
  }

  private Future<Answer> people(Call call) {
    return call.signedIn(() -> search.people(call.query("q"), call.page())).map(Answer::ok);
  }
}
