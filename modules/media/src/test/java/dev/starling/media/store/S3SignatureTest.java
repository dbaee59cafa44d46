package dev.starling.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The examples that Amazon gives in its documentation of Signature Version 4 for S3.
class S3SignatureTest {

  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");

  private final S3Signature signature =
      new S3Signature(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

  @Test
  void getObject() {
    assertThat(
            signature
                .headers(
                    "GET",
                    HOST,
                    "/test.txt",
                    Map.of(),
                    Map.of("range", "bytes=0-9"),
                    S3Signature.EMPTY_HASH,
                    AT)
                .get("authorization"))
        .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void getBucketLifecycle() {
    assertThat(
            signature
                .headers(
                    "GET", HOST, "/", Map.of("lifecycle", ""), Map.of(), S3Signature.EMPTY_HASH, AT)
                .get("authorization"))
        .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void presignedAddress() {
    assertThat(signature.presigned(HOST, "/test.txt", Map.of(), Duration.ofDays(1), AT))
        .endsWith("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }
}
