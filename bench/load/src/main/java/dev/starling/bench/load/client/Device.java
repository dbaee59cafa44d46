package dev.starling.bench.load.client;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.frame.ClientFrame;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A signed-in socket of somebody, on a plain WebSocket. Owned by one event loop.
public final class Device {

  private static final String URI = "/eventbus/websocket";

  /// Questions from here on are of [#ask]; those before are the listener's.
  private static final long ASKED_FROM = 1L << 50;

  /// Who hears what the server says, as far as they care. Called on the event loop; a frame is good
  /// for as long as the call lasts.
  public interface Listener {

    /// Something happened to the person, such as a message, perhaps by themselves.
    default void event(Frame event) {}

    /// The answer to a command.
    default void answered(long question, Frame answer) {}

    /// The answer to a ping.
    default void ponged() {}

    default void closed(int code) {}
  }

  private static final Listener NOBODY = new Listener() {};

  private final Person person;
  private final Promise<Device> caughtUp = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private final Map<Long, Promise<Void>> asked = new HashMap<>(0);
  private long nextAsked = ASKED_FROM;
  private Link link;
  private Listener listener;
  private Consumer<Frame> reactions = reaction -> {};
  private String cursor;
  private boolean closed;

  private Device(Person person, String cursor, Listener listener) {
    this.person = person;
    this.cursor = cursor;
    this.listener = listener;
  }

  /// A device whose event stream runs from now on.
  static Future<Device> connect(Links links, Frame frame, Person person) {
    return resume(links, frame, person, null, NOBODY);
  }

  /// A device that has heard everything since an earlier one of the same person ended.
  ///
  /// @param cursor what the earlier one heard last, null for nothing
  static Future<Device> resume(
      Links links, Frame frame, Person person, String cursor, Listener listener) {
    Device device = new Device(person, cursor, listener);
    device.link = links.open(person.node(), URI, person.accessToken(), device.new Ear(frame));
    return device.caughtUp.future();
  }

  public Person person() {
    return person;
  }

  public boolean isClosed() {
    return closed;
  }

  /// From where another device could resume, null before the event stream runs.
  public String cursor() {
    return cursor;
  }

  public Listener listener() {
    return listener;
  }

  public void listen(Listener newListener) {
    listener = newListener;
  }

  /// From now on somebody else hears of reactions to messages.
  public void listenToReactions(Consumer<Frame> listensToReactions) {
    reactions = listensToReactions;
  }

  /// Says something.
  ///
  /// @param question comes back with the answer
  /// @param clientId and the others in letters, digits, spaces and hyphens: nothing is escaped
  public void say(long question, String conversation, String clientId, String text) {
    link.write(
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

  /// Any other command. Fails with the code when it is refused.
  public Future<Void> ask(String command, Object body) {
    if (closed) {
      return Future.failedFuture("the socket is closed");
    }
    Promise<Void> answer = Promise.promise();
    asked.put(nextAsked, answer);
    link.write(
        "{\"type\":\"send\",\"address\":\""
            + command
            + "\",\"replyAddress\":\""
            + nextAsked++
            + "\",\"body\":"
            + Json.write(body)
            + "}");
    return answer.future();
  }

  /// What keeps a socket open that has nothing to say.
  public void ping() {
    link.write(ClientFrame.PING);
  }

  /// Completes when the server has closed it too.
  public Future<Void> close() {
    link.close();
    return ended.future();
  }

  private String register() {
    return cursor == null
        ? "{\"type\":\"register\",\"address\":\"inbox\"}"
        : "{\"type\":\"register\",\"address\":\"inbox\",\"headers\":{\"cursor\":\""
            + cursor
            + "\"}}";
  }

  private void event(Frame frame) {
    if (frame.isCaughtUp()) {
      cursor = frame.cursor();
      caughtUp.tryComplete(this);
    } else if (frame.isError()) {
      caughtUp.tryFail(new SetupException("the inbox was refused: code " + frame.failureCode()));
    }
    if (frame.isReaction()) {
      reactions.accept(frame);
    } else {
      listener.event(frame);
    }
  }

  /// What comes over the link.
  private final class Ear implements Link.Receiver {

    private final Frame frame;

    Ear(Frame frame) {
      this.frame = frame;
    }

    @Override
    public void opened() {
      link.write(register());
    }

    @Override
    public void text(byte[] text, int length) {
      frame.read(text, length);
      if (frame.isOfInbox()) {
        event(frame);
      } else if (frame.question() >= ASKED_FROM) {
        answered(asked.remove(frame.question()));
      } else if (frame.question() >= 0) {
        listener.answered(frame.question(), frame);
      } else if (frame.isPong()) {
        listener.ponged();
      }
    }

    private void answered(Promise<Void> answer) {
      if (answer != null && frame.isError()) {
        answer.fail(ErrorCode.of(frame.failureCode()) + " (" + frame.failureCode() + ")");
      } else if (answer != null) {
        answer.complete();
      }
    }

    @Override
    public void closed(int code, String reason) {
      closed = true;
      asked.values().forEach(answer -> answer.fail("the socket was closed"));
      asked.clear();
      caughtUp.tryFail(new SetupException("a socket was not opened: " + reason));
      ended.tryComplete();
      listener.closed(code);
    }
  }
}
