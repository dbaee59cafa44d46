package dev.starling.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

  /// Of the specification's own libraries.
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  @Test
  void itIsTheOneOfTheSpecification() {
    assertThat(Signature.headers(ID, AT, BODY, List.of(Signature.secret(SECRET))))
        .containsEntry("webhook-id", ID)
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aRotationSignsWithBothSecrets() {
    byte[] old = Signature.secret(SECRET);
    byte[] made = Signature.newSecret(new SecureRandom());

    assertThat(Signature.headers(ID, AT, BODY, List.of(made, old)).get("webhook-signature"))
        .matches("v1,\\S{44} v1,g0hM9SsE\\+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretIsLongEnoughAndBase64() {
    assertThat(Signature.isSecret(SECRET)).isTrue();
    assertThat(Signature.isSecret(Signature.text(Signature.newSecret(new SecureRandom()))))
        .isTrue();
    assertThat(Signature.isSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isFalse();
    assertThat(Signature.isSecret("whsec_c2hvcnQ=")).isFalse();
    assertThat(Signature.isSecret("whsec_!")).isFalse();
  }
}
