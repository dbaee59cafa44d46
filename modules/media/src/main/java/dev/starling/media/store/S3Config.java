package dev.starling.media.store;

import dev.starling.wire.Secret;
import java.net.URI;

/// A store that speaks S3.
///
/// @param endpoint for example `https://s3.eu-central-1.amazonaws.com`; null for none
/// @param region what the store calls itself when it checks signatures
/// @param bucket where everything is kept; has to be there
/// @param pathStyle whether the bucket is named in the path instead of in the host
/// @param redirect whether clients are sent to the store, instead of its bytes through the node
public record S3Config(
    URI endpoint,
    String region,
    String bucket,
    String accessKey,
    Secret secretKey,
    boolean pathStyle,
    boolean redirect) {

  public static final S3Config DEFAULTS =
      new S3Config(null, "us-east-1", "starling", null, null, true, false);

  public S3Config {
    if (endpoint != null) {
      boolean isHttp = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
      if (!isHttp || endpoint.getHost() == null) {
        throw new IllegalArgumentException(
            "media.s3.endpoint: " + endpoint + " (expected: http://host:port or https://host)");
      }
      if (accessKey == null || secretKey == null) {
        throw new IllegalArgumentException(
            "media.s3.accessKey, media.s3.secretKey: missing (expected: both, with an endpoint)");
      }
    }
  }

  boolean isTls() {
    return "https".equals(endpoint.getScheme());
  }

  int port() {
    return endpoint.getPort() > 0 ? endpoint.getPort() : isTls() ? 443 : 80;
  }

  String host() {
    return pathStyle ? endpoint.getHost() : bucket + "." + endpoint.getHost();
  }

  /// As it stands in the header, which is signed.
  String hostHeader() {
    return endpoint.getPort() > 0 ? host() + ":" + endpoint.getPort() : host();
  }

  String path(String key) {
    String object = key.isEmpty() ? "" : "/" + key;
    return pathStyle ? "/" + bucket + object : key.isEmpty() ? "/" : object;
  }
}
