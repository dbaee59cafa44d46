package dev.starling.media.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests the way S3 wants it ("AWS Signature Version 4").
final class S3Signature {

  /// Of no bytes.
  static final String EMPTY_HASH = hex(sha256().digest());

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  private final String accessKey;
  private final String secretKey;
  private final String region;

  S3Signature(String accessKey, String secretKey, String region) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.region = region;
  }

  /// The headers to send, the given ones among them.
  ///
  /// @param query of the request; values are not encoded yet, empty ones have a name only
  /// @param headers others that are to be signed, in lower case
  SortedMap<String, String> headers(
      String method,
      String host,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String payloadHash,
      Instant at) {
    SortedMap<String, String> signed = new TreeMap<>(headers);
    signed.put("host", host);
    signed.put("x-amz-content-sha256", payloadHash);
    signed.put("x-amz-date", TIME.format(at));
    String signature = sign(canonical(method, path, query(query), signed, payloadHash), at);
    signed.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + accessKey
            + "/"
            + scope(at)
            + ", SignedHeaders="
            + String.join(";", signed.keySet())
            + ", Signature="
            + signature);
    return signed;
  }

  /// The query of an address that is good for a while without headers.
  String presigned(
      String host, String path, Map<String, String> query, Duration within, Instant at) {
    SortedMap<String, String> all = new TreeMap<>(query);
    all.put("X-Amz-Algorithm", ALGORITHM);
    all.put("X-Amz-Credential", accessKey + "/" + scope(at));
    all.put("X-Amz-Date", TIME.format(at));
    all.put("X-Amz-Expires", String.valueOf(Math.max(1, within.toSeconds())));
    all.put("X-Amz-SignedHeaders", "host");
    SortedMap<String, String> headers = new TreeMap<>(Map.of("host", host));
    String signature = sign(canonical("GET", path, query(all), headers, "UNSIGNED-PAYLOAD"), at);
    return query(all) + "&X-Amz-Signature=" + signature;
  }

  /// In the order and the encoding that signatures want.
  static String query(Map<String, String> query) {
    return new TreeMap<>(query)
        .entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String canonical(
      String method,
      String path,
      String query,
      SortedMap<String, String> headers,
      String payloadHash) {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n", method, path, query, lines, String.join(";", headers.keySet()), payloadHash);
  }

  private String sign(String canonical, Instant at) {
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            TIME.format(at),
            scope(at),
            hex(sha256().digest(canonical.getBytes(UTF_8))));
    byte[] key = hmac(("AWS4" + secretKey).getBytes(UTF_8), DAY.format(at));
    for (String step : new String[] {region, "s3", "aws4_request"}) {
      key = hmac(key, step);
    }
    return hex(hmac(key, toSign));
  }

  private String scope(Instant at) {
    return DAY.format(at) + "/" + region + "/s3/aws4_request";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
