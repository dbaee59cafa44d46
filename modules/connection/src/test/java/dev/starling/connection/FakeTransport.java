package dev.starling.connection;

import dev.starling.wire.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// A client in memory, which says and reads what the test wants.
final class FakeTransport implements Transport {

  private final List<String> written = new ArrayList<>();
  private Listener listener;
  private boolean full;
  private boolean paused;
  private int pings;
  private long heardNanos;
  private CloseCode closed;

  @Override
  public void listen(Listener hears) {
    listener = hears;
  }

  @Override
  public void write(String frame) {
    written.add(frame);
  }

  @Override
  public boolean isFull() {
    return full;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public long heardNanos() {
    return heardNanos;
  }

  @Override
  public void close(CloseCode code) {
    closed = code;
  }

  /// The client says this.
  void says(String singleQuoted) {
    says(Buffer.buffer(singleQuoted.replace('\'', '"')));
  }

  void says(Buffer frame) {
    listener.frame().accept(frame.getBytes());
  }

  /// The client goes away by itself.
  void leaves() {
    listener.closed().run();
  }

  /// The client stops reading.
  void fillsUp() {
    full = true;
  }

  void drains() {
    full = false;
    listener.drained().run();
  }

  void wasHeardAt(long nanos) {
    heardNanos = nanos;
  }

  boolean isPaused() {
    return paused;
  }

  int pings() {
    return pings;
  }

  /// Null while it is open.
  CloseCode closed() {
    return closed;
  }

  List<JsonObject> frames() {
    return written.stream().map(JsonObject::new).toList();
  }

  JsonObject lastFrame() {
    return frames().getLast();
  }
}
