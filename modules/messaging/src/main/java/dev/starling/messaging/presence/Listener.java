package dev.starling.messaging.presence;

/// A socket that wants to know. Compared by identity.
public interface Listener {

  /// Passes a frame on to the client, if it has an event stream: as soon as that takes it, unless a
  /// newer one about the same came first. Any thread.
  void hear(Object about, String frame);
}
