package dev.starling.wire.cluster;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.List;

/// A frame on its way to people's sockets, encoded once for all of them.
public sealed interface Delivery {

  /// What is written to each socket, as it stands.
  String frame();

  /// Whom it is for: everyone on the sending side, those of one node on the bus.
  List<UserId> recipients();

  Delivery to(List<UserId> recipients);

  /// An event with a place in a conversation's sequence. Whoever receives it can tell whether
  /// something before it is missing.
  ///
  /// @param xid the transaction that wrote it
  /// @param previousXid the one that wrote the conversation's event before it, 0 for none
  record Durable(
      ConversationId conversation,
      long seq,
      long xid,
      long previousXid,
      String frame,
      List<UserId> recipients)
      implements Delivery {

    public Durable {
      recipients = List.copyOf(recipients);
    }

    @Override
    public Durable to(List<UserId> others) {
      return new Durable(conversation, seq, xid, previousXid, frame, others);
    }
  }

  /// A signal: worth something only now, and dropped when it cannot be written now.
  record Passing(String frame, List<UserId> recipients) implements Delivery {

    public Passing {
      recipients = List.copyOf(recipients);
    }

    @Override
    public Passing to(List<UserId> others) {
      return new Passing(frame, others);
    }
  }
}
