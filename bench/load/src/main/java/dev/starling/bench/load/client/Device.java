package dev.starling.bench.load.client;

import dev.starling.wire.frame.ClientFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

/// A signed-in socket of somebody, on a plain WebSocket. Owned by one event loop.
public final class Device {

  private static final String INBOX = "inbox";
  private static final String REGISTER = "{\"type\":\"register\",\"address\":\"inbox\"}";
  private static final String CAUGHT_UP = "caught-up";
  private static final String TOO_LONG = "too-long";

  /// Who hears what the server says, as far as they care. Called on the event loop.
  public interface Listener {

    /// Somebody wrote something in one of the person's conversations, perhaps they themselves.
    default void message(String text) {}

    /// The answer to a command.
    default void answered(long question, Frame answer) {}

    /// The server will not send what was missed: it is too much.
    default void missedTooMuch() {}

    default void closed(int code) {}
  }

  private static final Listener NOBODY = new Listener() {};

  private final Person person;
  private final WebSocket socket;
  private Listener listener = NOBODY;
  private Promise<Void> caughtUp;
  private String cursor;
  private boolean closed;

  private Device(Person person, WebSocket socket) {
    this.person = person;
    this.socket = socket;
  }

  static Future<Device> connect(WebSocketClient client, Person person) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(person.node().host())
            .setPort(person.node().port())
            .setURI("/eventbus/websocket")
            .putHeader("Authorization", "Bearer " + person.accessToken());
    // The handlers are set on the socket's own event loop, before it hears anything.
    return client.connect(options).map(socket -> new Device(person, socket).begin());
  }

  public Person person() {
    return person;
  }

  public boolean isClosed() {
    return closed;
  }

  public void listen(Listener newListener) {
    listener = newListener;
  }

  /// From where the event stream can be resumed, as the server said last; null before it runs.
  public String cursor() {
    return cursor;
  }

  /// Starts the event stream now; completes once the server says that it runs.
  Future<Void> register() {
    return register(REGISTER);
  }

  /// Starts the event stream with all that came after the cursor; completes once that is complete.
  Future<Void> resume(String from) {
    return register(
        "{\"type\":\"register\",\"address\":\"inbox\",\"headers\":{\"cursor\":\"" + from + "\"}}");
  }

  private Future<Void> register(String frame) {
    caughtUp = Promise.promise();
    return write(frame).compose(written -> caughtUp.future());
  }

  /// Says something.
  ///
  /// @param question comes back with the answer
  /// @param clientId and the others in letters, digits, spaces and hyphens: nothing is escaped
  public Future<Void> say(long question, String conversation, String clientId, String text) {
    return write(
        "{\"type\":\"send\",\"address\":\"message.send\",\"replyAddress\":\""
            + question
            + "\",\"body\":{\"conversation\":\""
            + conversation
            + "\",\"clientId\":\""
            + clientId
            + "\",\"text\":\""
            + text
            + "\"}}");
  }

  /// What keeps a socket open that has nothing to say.
  public Future<Void> ping() {
    return write(ClientFrame.PING);
  }

  public Future<Void> close() {
    return socket.close();
  }

  private Future<Void> write(String frame) {
    return socket.writeTextMessage(frame);
  }

  private Device begin() {
    socket.textMessageHandler(this::hear);
    // Nothing to do: whatever went wrong, the close handler follows.
    socket.exceptionHandler(cause -> {});
    socket.closeHandler(done -> ended());
    return this;
  }

  private void hear(String text) {
    Frame frame = Frame.parse(text);
    if (INBOX.equals(frame.address())) {
      event(frame);
    } else if (frame.address() != null && !frame.address().isEmpty()) {
      listener.answered(Long.parseLong(frame.address()), frame);
    }
  }

  private void event(Frame frame) {
    if (frame.text() != null) {
      listener.message(frame.text());
    } else if (caughtUp != null && CAUGHT_UP.equals(frame.event())) {
      cursor = frame.cursor();
      caughtUp.tryComplete();
    } else if (TOO_LONG.equals(frame.event())) {
      listener.missedTooMuch();
    } else if (caughtUp != null && frame.isError()) {
      caughtUp.tryFail(new SetupException("the inbox was refused: code " + frame.failureCode()));
    }
  }

  private void ended() {
    closed = true;
    int code = socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode();
    if (caughtUp != null) {
      caughtUp.tryFail(new SetupException("a socket was closed with code " + code));
    }
    listener.closed(code);
  }
}
