package dev.starling.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Which addresses belong to the public internet: everything that IANA has not set aside for
/// something else. An IPv6 address that carries an IPv4 address is judged by both.
final class PublicAddress {

  /// A range of addresses: those that begin with the same bits.
  private record Range(byte[] prefix, int bits) {

    static Range of(String text) {
      int slash = text.indexOf('/');
      return new Range(
          literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    private static byte[] literal(String text) {
      try {
        return InetAddress.getByName(text).getAddress(); // A literal: nobody is asked.
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Of the registries of special-purpose addresses (RFC 6890 and its followers), and multicast.
  private static final List<Range> SPECIAL =
      List.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // behind a carrier's NAT
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local, and the metadata of clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocols
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // relays from 6to4
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, broadcast
              "::/96", // unspecified, loopback, IPv4-compatible
              "64:ff9b:1::/48", // NAT64 of one's own
              "100::/64", // discard
              "2001::/23", // protocols, Teredo among them
              "2001:db8::/32", // documentation
              "3fff::/20", // documentation
              "5f00::/16", // segment routing
              "fc00::/7", // private
              "fe80::/10", // link-local
              "fec0::/10", // site-local
              "ff00::/8") // multicast
          .stream()
          .map(Range::of)
          .toList();

  private static final Range NAT64 = Range.of("64:ff9b::/96");
  private static final Range SIX_TO_FOUR = Range.of("2002::/16");

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (SPECIAL.stream().anyMatch(range -> range.holds(bytes))) {
      return false;
    }
    if (address instanceof Inet4Address) {
      return true;
    }
    if (NAT64.holds(bytes)) {
      return is(embedded(bytes, 12));
    }
    if (SIX_TO_FOUR.holds(bytes)) {
      return is(embedded(bytes, 2));
    }
    // An IPv4-mapped address never comes here: Java makes an Inet4Address of it.
    return ((Inet6Address) address).getScopeId() == 0;
  }

  private static InetAddress embedded(byte[] bytes, int at) {
    try {
      return InetAddress.getByAddress(
          new byte[] {bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // Four bytes are always an address.
    }
  }
}
