package dev.starling.wire.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountBodiesTest {

  private static final Password SECRET = Password.of("correct horse");

  @Test
  void aRegistrationIsReadFromJson() {
    Registration read =
        Json.read(
            """
            {"username": "Alice_1", "password": "correct horse", "displayName": " Alice ", "new": 1}
            """,
            Registration.class);

    assertThat(read.username()).isEqualTo("Alice_1");
    assertThat(read.password().bytes()).isEqualTo(SECRET.bytes());
    assertThat(read.displayName()).isEqualTo("Alice");
    assertThat(read.device()).isNull();
  }

  @Test
  void whoGivesNoDisplayNameIsShownByTheirUsername() {
    assertThat(new Registration("alice", SECRET, null, null).displayName()).isEqualTo("alice");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', TEXT_EMPTY",
    "'{\"username\":\"al\",\"password\":\"correct horse\"}', BAD_FIELD",
    "'{\"username\":\"al ice\",\"password\":\"correct horse\"}', BAD_FIELD",
    "'{\"username\":\"älice\",\"password\":\"correct horse\"}', BAD_FIELD",
    "'{\"username\":\"alice\"}', TEXT_EMPTY",
    "'{\"username\":\"alice\",\"password\":\"\"}', TEXT_EMPTY",
    "'{\"username\":\"alice\",\"password\":\"shorter\"}', BAD_FIELD",
    "'{\"username\":\"alice\",\"password\":12345678}', BAD_FIELD",
    "'{\"username\":\"alice\",\"password\":\"correct horse\",\"displayName\":\" \"}', TEXT_EMPTY",
    "'{\"username\":\"alice\",\"password\":\"correct horse\",\"displayName\":\"a\\n"
        + "b\"}', BAD_FIELD",
    "'{\"username\":\"alice\"', BAD_JSON",
  })
  void whatIsWrongWithARegistrationHasACode(String json, ErrorCode code) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> Json.read(json, Registration.class))
        .extracting(Failure::code)
        .isEqualTo(code);
  }

  @Test
  void lengthsAreCountedInWhatTheyAreBoundBy() {
    assertThat(new Registration("a".repeat(32), SECRET, "🦜".repeat(64), "ä".repeat(64)).device())
        .hasSize(64);
    assertRefused(ErrorCode.BAD_FIELD, () -> new Registration("a".repeat(33), SECRET, null, null));
    assertRefused(
        ErrorCode.TEXT_TOO_LONG, () -> new Registration("alice", SECRET, "a".repeat(65), null));
    assertRefused(
        ErrorCode.TEXT_TOO_LONG, () -> new Registration("alice", SECRET, "🦜".repeat(65), null));
    assertRefused(
        ErrorCode.TEXT_TOO_LONG, () -> new Registration("alice", SECRET, null, "a".repeat(65)));
    assertThat(Password.of("ä".repeat(128)).bytes()).hasSize(256);
    assertRefused(ErrorCode.TEXT_TOO_LONG, () -> Password.of("ä".repeat(129)));
  }

  @Test
  void aPasswordThatNobodyCouldHaveChosenMayStillBeTried() {
    assertThat(new SignIn("no such user", Password.of("x"), null).username())
        .isEqualTo("no such user");
  }

  @Test
  void theSamePasswordFromTwoKeyboardsIsTheSame() {
    assertThat(Password.of("cafe\u0301 au lait").bytes())
        .isEqualTo(Password.of("caf\u00e9 au lait").bytes());
  }

  /// Lower case alone writes a sigma at the end of a word differently.
  @Test
  void theKeyOfABeginningIsTheBeginningOfTheKey() {
    assertThat(Names.key("ΟΔΥΣΣΕΥΣ")).startsWith(Names.key("ΟΔΥΣ")).isEqualTo("οδυσσευσ");
    assertThat(Names.key("Alice_1")).isEqualTo("alice_1");
  }

  @Test
  void anAbsentDisplayNameChangesNothingAndABlankOneIsRefused() {
    assertThat(Json.read("{}", ProfileChange.class).displayName()).isNull();
    assertRefused(ErrorCode.TEXT_EMPTY, () -> new ProfileChange("  "));
  }

  @Test
  void theAnswerToASignInIsFlat() {
    User alice = new User(new UserId(1), "alice", "Alice");

    String json = Json.write(SignedIn.of(alice, new TokenPair(new SessionId(2), "a", "r", 900)));

    assertThat(json)
        .isEqualTo(
            "{\"user\":{\"id\":\"u1\",\"username\":\"alice\",\"displayName\":\"Alice\"},"
                + "\"sessionId\":\"s2\",\"accessToken\":\"a\",\"refreshToken\":\"r\",\"expiresIn\":900}");
  }

  @Test
  void noSecretPrintsItself() {
    TokenPair tokens = new TokenPair(new SessionId(2), "secret", "secret", 900);
    Object[] holders = {
      Password.of("secret"),
      new Registration("alice", Password.of("my secret"), null, null),
      new SignIn("alice", Password.of("secret"), null),
      tokens,
      SignedIn.of(new User(new UserId(1), "alice", "Alice"), tokens),
      new Refresh("secret"),
      new SocketTicket("secret", 30),
    };

    assertThat(holders)
        .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("secret"));
  }

  private static void assertRefused(ErrorCode code, Supplier<?> making) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(making::get)
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
