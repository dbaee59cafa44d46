package dev.starling.wire;

/// Why the server closed a socket. 4000–4099: come back, with the cursor, after a pause. 4100–4199:
/// coming back the same way is of no use. Append only.
public enum CloseCode {
  SHUTDOWN(4000, "the node is leaving: come back"),
  SLOW_READER(4001, "read too slowly: come back and resume"),
  SILENT(4002, "nothing heard for too long: come back"),
  OVERLOADED(4003, "cannot serve this socket now: come back later"),

  NOT_AUTHENTICATED(4100, "not authenticated in time"),
  SESSION_REVOKED(4101, "the session was revoked"),
  BAD_FRAME(4102, "too many frames that cannot be read"),
  FRAME_TOO_LARGE(4103, "a frame larger than allowed"),
  FLOODING(4104, "far more frames than allowed");

  private static final int COME_BACK_LAST = 4099;

  private final int number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = number;
    this.reason = reason;
  }

  public int number() {
    return number;
  }

  /// Short enough for a close frame, which holds 123 bytes.
  public String reason() {
    return reason;
  }

  public boolean comeBack() {
    return number <= COME_BACK_LAST;
  }
}
