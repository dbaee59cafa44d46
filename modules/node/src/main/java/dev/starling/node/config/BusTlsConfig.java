package dev.starling.node.config;

import java.util.Objects;
import java.util.stream.Stream;

/// TLS between nodes, each proving itself to the other. All three files, or none.
///
/// @param certFile a PEM file with this node's certificate
/// @param keyFile a PEM file with its private key
/// @param caFile a PEM file with the authority that signed the certificates of all nodes
public record BusTlsConfig(String certFile, String keyFile, String caFile) {

  public static final BusTlsConfig OFF = new BusTlsConfig(null, null, null);

  public BusTlsConfig {
    long given = Stream.of(certFile, keyFile, caFile).filter(Objects::nonNull).count();
    if (given != 0 && given != 3) {
      throw new IllegalArgumentException(
          "cluster.tls: " + given + " of its files (expected: certFile, keyFile and caFile)");
    }
  }

  public boolean isOn() {
    return certFile != null;
  }
}
