package dev.starling.messaging;

import dev.starling.persistence.erasure.ReceiptRepository;
import dev.starling.persistence.event.Action;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.erasure.Erasure;
import io.vertx.core.Future;

/// Deleting conversations. Nobody sees anything of it from then on; what it leaves is erased after
/// that, which [ErasingSweep] does.
public final class ErasureService {

  private final Actions actions;
  private final OwnConversations own;
  private final ReceiptRepository receipts;

  ErasureService(Actions actions, OwnConversations own, ReceiptRepository receipts) {
    this.actions = actions;
    this.own = own;
    this.receipts = receipts;
  }

  /// A group for everybody, by its owner; a direct conversation for oneself; of one's own all
  /// notes. Asking again is answered the same.
  public Future<Erasure> delete(UserId user, ConversationId conversation) {
    return own.of(user)
        .compose(
            mine ->
                actions.runAlone(
                    Action.of("delete_conversation", conversation, user, mine.value())))
        .compose(deleted -> receipts.latest(user, conversation))
        .map(
            found ->
                found.orElseThrow(() -> new IllegalStateException("no receipt: " + conversation)));
  }
}
