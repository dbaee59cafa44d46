package dev.starling.rest;

import dev.starling.account.DeletionService;
import dev.starling.account.limit.Action;
import dev.starling.messaging.ErasureService;
import dev.starling.search.Search;
import dev.starling.wire.ConversationId;
import dev.starling.wire.account.DeleteAccount;
import io.vertx.core.Future;

/// Deleting for good, and what is left of what was deleted.
final class ErasureRoutes {

  private final DeletionService accounts;
  private final ErasureService conversations;
  private final Search search;

  ErasureRoutes(DeletionService accounts, ErasureService conversations, Search search) {
    this.accounts = accounts;
    this.conversations = conversations;
    this.search = search;
  }

  void mount(Api api) {
    api.delete("/v1/me", Action.PROFILE, this::deleteMe);
    api.delete("/v1/conversations/:id", Action.CHANGE, this::deleteConversation);
    api.get("/v1/erasures/:erasureId", this::show);
  }

  private Future<Answer> deleteMe(Call call) {
    return accounts.delete(call.user(), call.body(DeleteAccount.class)).map(Answer::accepted);
  }

  private Future<Answer> deleteConversation(Call call) {
    return conversations
        .delete(call.user(), call.path("id", ConversationId::parse))
        .map(Answer::accepted);
  }

  /// Nobody has to be signed in: whoever has its id has deleted something.
  private Future<Answer> show(Call call) {
    return search.erasure(call.path("erasureId", id -> id)).map(Answer::ok);
  }
}
