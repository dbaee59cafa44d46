package dev.starling.bench.load.client;

import dev.starling.bench.load.measure.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a server's frame says, as far as a load generator cares. One is read into again and again:
/// it is good for as long as the call lasts that it is handed to.
public final class Frame {

  private static final byte[] TYPE = ascii("type");
  private static final byte[] ADDRESS = ascii("address");
  private static final byte[] FAILURE_CODE = ascii("failureCode");
  private static final byte[] BODY = ascii("body");
  private static final byte[] TEXT = ascii("text");
  private static final byte[] CURSOR = ascii("cursor");
  private static final byte[] SEQ = ascii("seq");
  private static final byte[] RECONNECT_AFTER = ascii("reconnectAfterMs");

  private static final byte[] TARGET = ascii("target");
  private static final byte[] ADDED = ascii("added");

  private static final byte[] ERR = ascii("err");
  private static final byte[] PONG = ascii("pong");
  private static final byte[] INBOX = ascii("inbox");
  private static final byte[] CAUGHT_UP = ascii("caught-up");
  private static final byte[] TOO_LONG = ascii("too-long");
  private static final byte[] DRAINING = ascii("draining");
  private static final byte[] REACTION = ascii("reaction");

  private final JsonSkim json = new JsonSkim();
  private byte[] bytes;
  private boolean error;
  private boolean pong;
  private boolean inbox;
  private long question;
  private int failureCode;
  private boolean caughtUp;
  private boolean tooLong;
  private boolean draining;
  private int textFrom;
  private int textTo;
  private int cursorFrom;
  private int cursorTo;
  private long seq;
  private boolean reaction;
  private long target;
  private boolean added;
  private long reconnectAfterMs;

  /// @throws IllegalArgumentException if it is no JSON object
  void read(byte[] frame, int length) {
    forget();
    bytes = frame;
    json.over(frame, length);
    json.enter();
    while (json.nextField()) {
      if (json.isNamed(TYPE) && json.isText()) {
        json.text();
        error = is(ERR);
        pong = is(PONG);
      } else if (json.isNamed(ADDRESS) && json.isText()) {
        json.text();
        address();
      } else if (json.isNamed(FAILURE_CODE)) {
        failureCode = (int) json.number();
      } else if (json.isNamed(BODY) && json.isObject()) {
        body();
      } else {
        json.skip();
      }
    }
  }

  /// Whether it is the answer to [Device#ping].
  public boolean isPong() {
    return pong;
  }

  /// Whether it is an event, or the refusal of events.
  public boolean isOfInbox() {
    return inbox;
  }

  /// Which command it answers, -1 if none.
  public long question() {
    return question;
  }

  public boolean isError() {
    return error;
  }

  /// 0 unless it is an error.
  public int failureCode() {
    return failureCode;
  }

  public boolean isCaughtUp() {
    return caughtUp;
  }

  /// Whether what was missed is too much to be sent.
  public boolean isTooLong() {
    return tooLong;
  }

  public boolean isDraining() {
    return draining;
  }

  /// Whether it is a message, or something else with a text.
  public boolean hasText() {
    return textFrom >= 0;
  }

  /// What the text says about itself, null if no generator wrote it.
  public Payload payload() {
    return Payload.parse(bytes, textFrom, textTo);
  }

  /// From where to resume, null if it does not say.
  public String cursor() {
    return cursorFrom < 0
        ? null
        : new String(bytes, cursorFrom, cursorTo - cursorFrom, StandardCharsets.ISO_8859_1);
  }

  /// Where it stands in its conversation, 0 if nowhere.
  public long seq() {
    return seq;
  }

  /// Whether somebody reacted to a message, or took it back.
  public boolean isReaction() {
    return reaction;
  }

  /// Which message of the conversation it is about, 0 if none.
  public long target() {
    return target;
  }

  /// Of a reaction: false when it was taken back.
  public boolean isAdded() {
    return added;
  }

  /// After how long the server asks to be tried again, 0 if it does not.
  public long reconnectAfterMs() {
    return reconnectAfterMs;
  }

  private void forget() {
    error = false;
    pong = false;
    inbox = false;
    question = -1;
    failureCode = 0;
    caughtUp = false;
    tooLong = false;
    draining = false;
    textFrom = -1;
    cursorFrom = -1;
    seq = 0;
    reaction = false;
    target = 0;
    added = false;
    reconnectAfterMs = 0;
  }

  private void body() {
    json.enter();
    while (json.nextField()) {
      if (json.isNamed(TYPE) && json.isText()) {
        json.text();
        caughtUp = is(CAUGHT_UP);
        tooLong = is(TOO_LONG);
        draining = is(DRAINING);
        reaction = is(REACTION);
      } else if (json.isNamed(TEXT) && json.isText()) {
        json.text();
        textFrom = json.from();
        textTo = json.to();
      } else if (json.isNamed(CURSOR) && json.isText()) {
        json.text();
        cursorFrom = json.from();
        cursorTo = json.to();
      } else if (json.isNamed(SEQ)) {
        seq = json.number();
      } else if (json.isNamed(TARGET)) {
        target = json.number();
      } else if (json.isNamed(ADDED)) {
        added = json.isTrue();
      } else if (json.isNamed(RECONNECT_AFTER)) {
        reconnectAfterMs = json.number();
      } else {
        json.skip();
      }
    }
  }

  /// The inbox, or the number that a command was sent with.
  private void address() {
    inbox = is(INBOX);
    long number = 0;
    for (int i = json.from(); i < json.to(); i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return;
      }
      number = number * 10 + digit;
    }
    question = json.from() == json.to() ? -1 : number;
  }

  private boolean is(byte[] wanted) {
    return Arrays.equals(bytes, json.from(), json.to(), wanted, 0, wanted.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
