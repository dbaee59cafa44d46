package dev.starling.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine.
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int BEFORE_OUTGOING = 32_768;
  private static final int ATTEMPTS_MAX = 1_000;

  private Ports() {}

  /// A port that stays free while its server is away: none of those that outgoing connections get.
  public static int free() {
    return ThreadLocalRandom.current()
        .ints(FIRST, BEFORE_OUTGOING)
        .limit(ATTEMPTS_MAX)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow(() -> new CannotStart("This machine has no free port."));
  }

  /// The wanted port if nobody has it, else any other.
  static int freeOr(int wanted) {
    return isFree(wanted) ? wanted : free();
  }

  /// A server may have taken the port on one address only, so both are tried.
  static boolean isFree(int port) {
    return canBind(new InetSocketAddress(port))
        && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
