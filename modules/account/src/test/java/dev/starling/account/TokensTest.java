package dev.starling.account;

import static dev.starling.account.Failing.assertThrows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.account.SigningKey;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.TokenPair;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static final Principal ALICE = new Principal(new UserId(1), new SessionId(2));
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String CLAIMS =
      "{\"sub\":\"u1\",\"sid\":\"s2\",\"use\":\"access\",\"iat\":1,\"exp\":99999999999}";

  private final FakeClock clock = new FakeClock();
  private final KeyRing ring =
      new KeyRing(null); // Its Vert.x would read key files: there are none.
  private final Revocations revocations = new Revocations(clock, Duration.ofHours(1));
  private final Tokens tokens = new Tokens(ring, revocations, clock, TokenConfig.DEFAULTS);

  @BeforeEach
  void haveAKey() {
    ring.replace(List.of(key(1, SECRET, clock.instant())));
  }

  @Test
  void aTokenSaysWhoItWasIssuedTo() {
    TokenPair pair = tokens.issue(ALICE, 7);

    assertThat(tokens.verify(pair.accessToken())).isEqualTo(ALICE);
    assertThat(tokens.verifyRefresh(pair.refreshToken()).principal()).isEqualTo(ALICE);
    assertThat(tokens.verifyRefresh(pair.refreshToken()).generation()).isEqualTo(7);
    assertThat(pair.expiresIn()).isEqualTo(900);
  }

  @Test
  void aTokenExpiresWithItsLifetime() {
    TokenPair pair = tokens.issue(ALICE, 1);

    clock.advance(TokenConfig.DEFAULTS.accessLifetime().minusSeconds(1));
    assertThat(tokens.verify(pair.accessToken())).isEqualTo(ALICE);
    clock.advance(Duration.ofSeconds(1));
    assertThrows(ErrorCode.TOKEN_EXPIRED, () -> tokens.verify(pair.accessToken()));
    assertThat(tokens.verifyRefresh(pair.refreshToken()).principal()).isEqualTo(ALICE);
    clock.advance(TokenConfig.DEFAULTS.sessionLifetime());
    assertThrows(ErrorCode.TOKEN_EXPIRED, () -> tokens.verifyRefresh(pair.refreshToken()));
  }

  @Test
  void aTokenOfOneUseIsNoneOfTheOther() {
    TokenPair pair = tokens.issue(ALICE, 1);

    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(pair.refreshToken()));
    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verifyRefresh(pair.accessToken()));
  }

  @Test
  void aTokenOfARevokedSessionIsRefused() {
    TokenPair pair = tokens.issue(ALICE, 1);

    revocations.announce(List.of(ALICE.session()));

    assertThrows(ErrorCode.SESSION_REVOKED, () -> tokens.verify(pair.accessToken()));
  }

  @Test
  void aTokenWithAnyCharacterChangedIsInvalid() {
    String token = tokens.issue(ALICE, 1).accessToken();

    for (int i = 0; i < token.length(); i++) {
      for (char other : new char[] {'A', 'B'}) {
        if (token.charAt(i) != other) {
          String changed = token.substring(0, i) + other + token.substring(i + 1);
          assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(changed));
        }
      }
    }
  }

  /// Base64 leaves two bits of the last character over; a decoder ignores them.
  @Test
  void aSignatureThatIsWrittenAnotherWayIsInvalid() {
    String token = tokens.issue(ALICE, 1).accessToken();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));

    for (int bits = 1; bits < 4; bits++) {
      String sameBytes = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ bits);
      assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(sameBytes));
    }
    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(token + "="));
  }

  @Test
  void aTokenIsSignedTheOneWayItsKeyIsFor() {
    String good = signed("{\"alg\":\"HS256\",\"kid\":\"1\"}", CLAIMS, "HmacSHA256");
    assertThat(tokens.verify(good)).isEqualTo(ALICE);

    String none = base64("{\"alg\":\"none\",\"kid\":\"1\"}") + "." + base64(CLAIMS) + ".";
    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(none));
    for (String alg : List.of("none", "None", "HS512", "RS256", "hs256", "")) {
      String header = "{\"alg\":\"" + alg + "\",\"kid\":\"1\"}";
      assertThrows(
          ErrorCode.TOKEN_INVALID, () -> tokens.verify(signed(header, CLAIMS, "HmacSHA256")));
      assertThrows(
          ErrorCode.TOKEN_INVALID, () -> tokens.verify(signed(header, CLAIMS, "HmacSHA512")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"kid\":null}",
        "{\"alg\":\"HS256\",\"kid\":\"2\"}",
        "{\"kid\":\"1\"}",
        "{\"alg\":7,\"kid\":\"1\"}",
        "[]",
        "null",
        "{",
      })
  void aHeaderThatIsNotOursMakesNoToken(String header) {
    assertThrows(
        ErrorCode.TOKEN_INVALID, () -> tokens.verify(signed(header, CLAIMS, "HmacSHA256")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sub\":\"u1\",\"sid\":\"s2\",\"iat\":1,\"exp\":99999999999}",
        "{\"sub\":\"u1\",\"sid\":\"s2\",\"use\":\"root\",\"iat\":1,\"exp\":99999999999}",
        "{\"sub\":\"s1\",\"sid\":\"s2\",\"use\":\"access\",\"iat\":1,\"exp\":99999999999}",
        "{\"sub\":\"u1\",\"sid\":\"s2\",\"use\":\"access\",\"iat\":1}",
        "{\"sub\":\"u1\",\"sid\":\"s2\",\"use\":\"access\",\"iat\":1,\"exp\":\"never\"}",
        "[]",
        "garbage",
      })
  void claimsThatAreNotOursMakeNoToken(String claims) {
    String header = "{\"alg\":\"HS256\",\"kid\":\"1\"}";

    assertThrows(
        ErrorCode.TOKEN_INVALID, () -> tokens.verify(signed(header, claims, "HmacSHA256")));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {".", "..", "...", "a.b", "a.b.c", "a.b.c.d", "e30.e30.e30", "ü.ü.ü"})
  void whatIsNoTokenAtAllIsInvalid(String text) {
    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(text));
  }

  @Test
  void anEndlessTokenIsNotEvenRead() {
    String long1 = "a".repeat(10_000_000) + ".b.c";
    String padded = "{\"alg\":\"HS256\",\"kid\":\"1\",\"x\":\"" + "x".repeat(1_000) + "\"}";

    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(long1));
    assertThrows(
        ErrorCode.TOKEN_INVALID, () -> tokens.verify(signed(padded, CLAIMS, "HmacSHA256")));
  }

  @Test
  void aTokenOfAnotherKeyWithTheSameNumberIsInvalid() {
    String token = tokens.issue(ALICE, 1).accessToken();

    ring.replace(List.of(key(1, "another secret, as long as theirs", clock.instant())));

    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(token));
  }

  @Test
  void theNewKeySignsOnceItsTimeHasComeAndTheOldOneStillVerifies() {
    SigningKey old = key(1, SECRET, clock.instant());
    SigningKey next = key(2, "the next secret", clock.instant().plus(Duration.ofMinutes(2)));
    ring.replace(List.of(old, next));
    String early = tokens.issue(ALICE, 1).accessToken();

    clock.advance(Duration.ofMinutes(2));
    String late = tokens.issue(ALICE, 1).accessToken();

    assertThat(Jwt.keyId(early)).contains("1");
    assertThat(Jwt.keyId(late)).contains("2");
    assertThat(tokens.verify(early)).isEqualTo(ALICE);
    assertThat(tokens.verify(late)).isEqualTo(ALICE);
    ring.replace(List.of(next));
    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(early));
  }

  @Test
  void theVeryFirstKeySignsEvenOnANodeWhoseClockIsBehind() {
    ring.replace(List.of(key(1, SECRET, clock.instant().plusSeconds(5))));

    assertThat(tokens.verify(tokens.issue(ALICE, 1).accessToken())).isEqualTo(ALICE);
  }

  @Test
  void aKeyThatNobodyKnowsIsReported() {
    AtomicInteger missing = new AtomicInteger();
    ring.onMissing(missing::incrementAndGet);
    String token = signed("{\"alg\":\"HS256\",\"kid\":\"2\"}", CLAIMS, "HmacSHA256");

    assertThrows(ErrorCode.TOKEN_INVALID, () -> tokens.verify(token));

    assertThat(missing).hasValue(1);
  }

  private static SigningKey key(int id, String secret, Instant signsFrom) {
    return new SigningKey(
        id, Buffer.buffer(secret), signsFrom, signsFrom.plus(Duration.ofDays(30)));
  }

  private static String signed(String header, String claims, String algorithm) {
    String signed = base64(header) + "." + base64(claims);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
