package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;

/// What an [EventWriter] writes into a conversation, one of a batch.
sealed interface Write permits NewMessage, Action {

  ConversationId conversation();

  /// About how large it is.
  int bytes();
}
