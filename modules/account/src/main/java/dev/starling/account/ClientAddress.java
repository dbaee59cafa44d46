package dev.starling.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/// What counts as one client address: an IPv4 address, or the /64 network of an IPv6 address, since
/// whoever has one address of it has all of them.
final class ClientAddress {

  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /// @param address as the socket says it, never a name
  static String key(String address) {
    if (address == null || address.indexOf(':') < 0) {
      return String.valueOf(address);
    }
    int zone = address.indexOf('%');
    try {
      // A text with a colon is never looked up as a name.
      InetAddress parsed = InetAddress.getByName(zone < 0 ? address : address.substring(0, zone));
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }
}
