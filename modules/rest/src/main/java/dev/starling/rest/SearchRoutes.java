package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.search.Search;
import dev.starling.search.SearchOperation;
import dev.starling.search.SearchOperation.Place;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.SearchOrder;
import io.vertx.core.Future;
import java.util.function.Consumer;

/// Finding messages and people, and for operators the index.
final class SearchRoutes {

  private static final String SAVED = "/v1/search/saved/:name";
  private static final String GENERATIONS = "/v1/admin/search/generations";

  private final Search search;
  private final Consumer<Call> requireOperator;

  SearchRoutes(Search search, Consumer<Call> requireOperator) {
    this.search = search;
    this.requireOperator = requireOperator;
  }

  void mount(Api api) {
    api.get("/v1/search/messages", Action.SEARCH, this::messages);
    api.get("/v1/search/people", Action.SEARCH, this::people);
    api.get("/v1/search/stories", Action.SEARCH, this::stories);
    api.get("/v1/search/suggestions", Action.SEARCH, this::suggestions);
    api.get("/v1/search/saved", this::saved);
    api.put(SAVED, Action.CHANGE, this::save);
    api.delete(SAVED, Action.CHANGE, this::forget);
    api.get("/v1/conversations/:id/messages/:seq/erasure", this::receipt);
    api.get(GENERATIONS, this::generations);
    api.post(GENERATIONS, Action.UNCOUNTED, this::reindex);
    api.get("/v1/admin/search/dead", this::deadLetters);
    api.post("/v1/admin/search/dead/replay", Action.UNCOUNTED, this::replay);
  }

  private Future<Answer> messages(Call call) {
    UserId asker = call.user();
    return search.messages(asker, asked(call), call.page()).map(Answer::ok);
  }

  private static SearchMessages asked(Call call) {
    String conversation = call.query("conversation");
    Long context = call.number("context");
    return new SearchMessages(
        call.query("q"),
        conversation == null ? null : ConversationId.parse(conversation),
        SearchOrder.parse(call.query("order")),
        call.query("zone"),
        context == null ? 0 : Math.toIntExact(Math.clamp(context, -1, Integer.MAX_VALUE)),
        call.flag("facets"));
  }

  private Future<Answer> people(Call call) {
    return call.signedIn(() -> search.people(call.query("q"), call.page())).map(Answer::ok);
  }

  private Future<Answer> stories(Call call) {
    UserId asker = call.user();
    return search.stories(asker, call.query("q"), call.query("zone"), call.page()).map(Answer::ok);
  }

  private Future<Answer> suggestions(Call call) {
    return search.suggestions(call.user(), call.query("q")).map(Answer::ok);
  }

  private Future<Answer> saved(Call call) {
    return search.saved().all(call.user()).map(Page::last).map(Answer::ok);
  }

  private Future<Answer> save(Call call) {
    return search
        .saved()
        .save(call.user(), call.path("name", name -> name), call.body(SearchMessages.class))
        .map(Answer::ok);
  }

  private Future<Answer> forget(Call call) {
    return search.saved().forget(call.user(), call.path("name", name -> name)).map(Answer::nothing);
  }

  private Future<Answer> receipt(Call call) {
    UserId member = call.user();
    ConversationId conversation = call.path("id", ConversationId::parse);
    return search.receipt(member, conversation, MessageRoutes.seq(call)).map(Answer::ok);
  }

  private Future<Answer> generations(Call call) {
    requireOperator.accept(call);
    return search.operation().generations().map(Page::last).map(Answer::ok);
  }

  private Future<Answer> reindex(Call call) {
    requireOperator.accept(call);
    return search.operation().reindex().map(Answer::created);
  }

  private Future<Answer> deadLetters(Call call) {
    PageRequest page = call.page();
    Place after = SearchOperation.place(page);
    requireOperator.accept(call);
    return search.operation().deadLetters(page, after).map(Answer::ok);
  }

  private Future<Answer> replay(Call call) {
    requireOperator.accept(call);
    return search.operation().replay().map(Answer::ok);
  }
}
