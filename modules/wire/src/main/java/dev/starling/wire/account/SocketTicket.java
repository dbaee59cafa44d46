package dev.starling.wire.account;

/// Opens one socket, once.
///
/// @param expiresIn seconds it may wait for that
public record SocketTicket(String ticket, long expiresIn) {

  @Override
  public String toString() {
    return "SocketTicket[ticket=***]";
  }
}
