package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.json.Json;
import io.vertx.core.http.UpgradeRejectedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Accounts, devices and tokens, on two nodes that share them.
class AccountClusterIT {

  private static final int SIGN_INS_PER_ADDRESS = 30;

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            2,
            Services.shared(),
            Map.of(
                "STARLING_HTTP_TRUST_FORWARDED",
                "true",
                "STARLING_ATTEMPTS_SIGN_INS_PER_ADDRESS_ATTEMPTS_MAX",
                String.valueOf(SIGN_INS_PER_ADDRESS)));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void anAccountIsKnownOnEveryNodeAtOnce() {
    Rest there = alice.rest().at(cluster.url(1));

    assertThat(there.get("/v1/me").body().get("username").asText()).isEqualTo(alice.username());
    assertThat(there.patch("/v1/me", Map.of("displayName", "Älice 🦜")).status()).isEqualTo(200);
    assertThat(alice.rest().get("/v1/users/" + alice.id()).body().toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"username\":\"%s\",\"displayName\":\"Älice 🦜\"}"
                .formatted(alice.id(), alice.username()));
    assertThat(
            alice
                .rest()
                .get("/v1/users?q=" + alice.username().toUpperCase(Locale.ROOT))
                .body()
                .get("items")
                .findValuesAsText("id"))
        .containsExactly(alice.id());
  }

  @Test
  void aUsernameIsSomebodysWhateverItsCase() {
    Rest.Answer again =
        cluster
            .stranger(1)
            .post(
                "/v1/accounts",
                Map.of(
                    "username",
                    alice.username().toUpperCase(Locale.ROOT),
                    "password",
                    "another long secret"));

    assertRefused(again, 409, ErrorCode.USERNAME_TAKEN);
  }

  @Test
  void theWrongPasswordAndTheWrongNameReadTheSame() {
    Rest.Answer wrong = signIn(alice.username(), "not the secret");
    Rest.Answer nobody = signIn("nobody." + alice.username(), "not the secret");

    assertRefused(wrong, 401, ErrorCode.BAD_CREDENTIALS);
    assertThat(nobody.body()).isEqualTo(wrong.body());
  }

  @Test
  void refreshingGivesNewTokensAndAUsedOneEndsTheSessionEverywhere() {
    TestSocket there = alice.at(cluster.url(1)).listening();
    Rest.Answer first = refresh(1, alice.refreshToken());
    String access = first.body().get("accessToken").asText();
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body().get("sessionId").asText()).isEqualTo(alice.session());
    assertThat(first.body().at("/user/id").asText()).isEqualTo(alice.id());
    assertThat(new Rest(cluster.url(0), access).get("/v1/me").status()).isEqualTo(200);
    Rest.Answer second = refresh(0, first.body().get("refreshToken").asText());
    assertThat(second.status()).isEqualTo(200);

    assertRefused(refresh(0, alice.refreshToken()), 401, ErrorCode.REFRESH_TOKEN_REUSED);

    there.closed().await();
    assertThat(there.closeCode()).isEqualTo((short) CloseCode.SESSION_REVOKED.number());
    assertRefused(
        refresh(1, second.body().get("refreshToken").asText()), 401, ErrorCode.SESSION_REVOKED);
    for (int node : new int[] {0, 1}) {
      soon()
          .untilAsserted(
              () ->
                  assertRefused(
                      new Rest(cluster.url(node), access).get("/v1/me"),
                      401,
                      ErrorCode.SESSION_REVOKED));
    }
  }

  @Test
  void onesDevicesAreListedAndEndedOneByOne() {
    Person phone = alice.onAnotherDevice(cluster.url(1));
    TestSocket onPhone = phone.at(cluster.url(0)).listening();

    JsonNode devices = alice.rest().get("/v1/sessions").body().get("items");
    assertThat(devices.findValuesAsText("id")).containsExactly(phone.session(), alice.session());
    assertThat(devices.findValuesAsText("current")).containsExactly("false", "true");
    assertThat(devices.get(0).get("device").asText()).isEqualTo("another");
    JsonNode page = alice.rest().get("/v1/sessions?limit=1").body();
    JsonNode rest =
        alice.rest().get("/v1/sessions?limit=1&cursor=" + page.get("next").asText()).body();
    assertThat(rest.get("items").findValuesAsText("id")).containsExactly(alice.session());
    assertThat(rest.get("next").isNull()).isTrue();

    assertThat(phone.rest().delete("/v1/sessions/current").status()).isEqualTo(204);

    onPhone.closed().await();
    assertThat(onPhone.closeCode()).isEqualTo((short) CloseCode.SESSION_REVOKED.number());
    assertRefused(phone.rest().get("/v1/me"), 401, ErrorCode.SESSION_REVOKED);
    assertThat(alice.rest().get("/v1/sessions").body().get("items").findValuesAsText("id"))
        .containsExactly(alice.session());
    assertThat(alice.rest().delete("/v1/sessions/" + phone.session()).status()).isEqualTo(204);
  }

  @Test
  void somebodyElsesDeviceIsNobodysBusiness() {
    Person bob = cluster.person("bob", 1);

    assertRefused(
        bob.rest().delete("/v1/sessions/" + alice.session()), 404, ErrorCode.SESSION_NOT_FOUND);
    assertThat(alice.rest().get("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void whoeverGuessesAPasswordHasToWaitAndNobodyElse() {
    Person bob = cluster.person("bob", 0);
    for (int i = 0; i < 10; i++) {
      assertRefused(signIn(alice.username(), "guess " + i), 401, ErrorCode.BAD_CREDENTIALS);
    }

    for (int node : new int[] {0, 1}) {
      assertHasToWait(signIn(node, alice.username(), alice.password(), "203.0.113.1"));
    }
    assertThat(signIn(bob.username(), bob.password()).status()).isEqualTo(201);
    assertThat(alice.rest().get("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void anAddressThatSignsInTooOftenHasToWaitAndNoOther() {
    for (int i = 0; i < SIGN_INS_PER_ADDRESS; i++) {
      assertThat(signIn(i % 2, alice.username(), alice.password(), "203.0.113.2").status())
          .isEqualTo(201);
    }

    assertHasToWait(signIn(0, alice.username(), alice.password(), "203.0.113.2"));
    assertThat(signIn(0, alice.username(), alice.password(), "203.0.113.3").status())
        .isEqualTo(201);
  }

  @Test
  void aTokenThatExpiredIsRefusedAtEveryDoor() {
    int hasty = cluster.add(Role.ALL, Map.of("STARLING_TOKENS_ACCESS_LIFETIME", "1s"));
    Person bob = cluster.person("bob", hasty);
    cluster.stop(hasty);

    for (int node : new int[] {0, 1}) {
      soon()
          .untilAsserted(
              () ->
                  assertRefused(
                      bob.at(cluster.url(node)).rest().get("/v1/me"),
                      401,
                      ErrorCode.TOKEN_EXPIRED));
      assertRefusedAtTheSocket(node, bob.token(), ErrorCode.TOKEN_EXPIRED);
    }
    assertThat(refresh(1, bob.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatWeDidNotSignIsRefusedAtEveryDoor() throws GeneralSecurityException {
    String[] parts = alice.token().split("\\.", -1);
    String header = text(parts[0]);
    String claims = text(parts[1]);
    String none = base64(header.replace("HS256", "none"));
    Person bob = cluster.person("bob", 0);
    String asBob = base64(claims.replace(alice.id(), bob.id()));
    String later = base64(claims.replaceAll("\"exp\":\\d+", "\"exp\":99999999999"));

    List<String> forged =
        List.of(
            none + "." + parts[1] + ".",
            none + "." + parts[1] + "." + parts[2],
            base64("{\"alg\":\"none\"}") + "." + parts[1] + ".",
            parts[0] + "." + asBob + "." + parts[2],
            parts[0] + "." + later + "." + parts[2],
            parts[0] + "." + asBob + "." + signed(parts[0] + "." + asBob, "a key of my own"),
            parts[0] + "." + parts[1] + "." + signed(parts[0] + "." + parts[1], ""),
            base64(header.replaceAll("\"kid\":\"\\d+\"", "\"kid\":\"99\""))
                + "."
                + parts[1]
                + "."
                + parts[2],
            parts[0] + "." + parts[1],
            alice.token() + "A",
            alice.token() + ".",
            alice.refreshToken(),
            "a".repeat(3_000));

    assertThat(alice.rest().get("/v1/me").status()).isEqualTo(200);
    for (String token : forged) {
      assertRefused(new Rest(cluster.url(0), token).get("/v1/me"), 401, ErrorCode.TOKEN_INVALID);
      assertRefusedAtTheSocket(0, token, ErrorCode.TOKEN_INVALID);
      assertRefused(
          refresh(0, token.equals(alice.refreshToken()) ? "x" : token),
          401,
          ErrorCode.TOKEN_INVALID);
    }
  }

  private static void assertRefusedAtTheSocket(int node, String token, ErrorCode code) {
    assertThatThrownBy(() -> TestSocket.open(cluster.clients(), cluster.url(node), token))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> assertThat(rejected.getBody().toString()).contains(code.name()));
    TestSocket socket = cluster.anonymousSocket(node);
    assertThat(
            socket.ask("session.open", Map.of("token", token)).await().get("failureCode").asInt())
        .isEqualTo(code.number());
    socket.close();
  }

  private static void assertHasToWait(Rest.Answer answer) {
    assertRefused(answer, 429, ErrorCode.TOO_MANY_REQUESTS);
    long millis = answer.body().at("/error/retryAfterMs").asLong();
    long seconds = Long.parseLong(answer.raw().headers().firstValue("Retry-After").orElseThrow());
    assertThat(millis).isPositive();
    assertThat(seconds).isEqualTo((millis + 999) / 1_000);
  }

  private static Rest.Answer refresh(int node, String token) {
    return cluster.stranger(node).post("/v1/sessions/refresh", Map.of("refreshToken", token));
  }

  /// From an address nobody else signs in from.
  private static Rest.Answer signIn(String username, String password) {
    return signIn(0, username, password, "198.51.100." + Math.floorMod(username.hashCode(), 250));
  }

  private static Rest.Answer signIn(int node, String username, String password, String address) {
    return cluster
        .stranger(node)
        .send(
            "POST",
            "/v1/sessions",
            Json.bytes(Map.of("username", username, "password", password)),
            Map.of("Content-Type", "application/json", "X-Forwarded-For", address));
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(String signee, String secret) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    String key = secret.isEmpty() ? "\0" : secret;
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.doFinal(signee.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertRefused(Rest.Answer answer, int status, ErrorCode code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.errorName()).as("%s", answer.body()).isEqualTo(code.name());
    assertThat(answer.errorCode()).isEqualTo(code.number());
  }
}
