package dev.starling.messaging.sync;

/// Where an inbox writes: a socket.
public interface Sink {

  /// Whether the socket has enough to send already. It calls [Inbox#drained] when it has not any
  /// more.
  boolean isFull();

  void write(String frame);
}
