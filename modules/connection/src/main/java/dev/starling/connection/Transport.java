package dev.starling.connection;

import dev.starling.wire.CloseCode;
import java.util.function.Consumer;

/// What carries frames to and from one client. Owned by one event loop.
interface Transport {

  /// What happens on the other side. Called on the owning event loop.
  ///
  /// @param frame the client said something: one whole frame, or so much of one that is too large
  ///   that this can be seen
  /// @param drained the transport is not full any more
  /// @param closed it is over, whoever ended it
  record Listener(Consumer<byte[]> frame, Runnable drained, Runnable closed) {}

  void listen(Listener listener);

  void write(String frame);

  /// Whether more is unsent than it should be. The listener hears when it is not so any more.
  boolean isFull();

  /// Stops reading, so that the client cannot send more than the network buffers.
  void pause();

  void resume();

  /// Asks the client's machine for a sign of life, where the protocol can; hearing it counts as
  /// [#heardNanos].
  void ping();

  /// When anything was last heard, by [System#nanoTime].
  long heardNanos();

  void close(CloseCode code);
}
