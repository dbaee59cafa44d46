package dev.starling.account;

import dev.starling.account.Claims.Use;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Signs and reads tokens with one key: JSON Web Tokens with HMAC-SHA-256. The only class here that
/// knows they are JSON. Safe for use by any thread.
final class Jwt {

  private static final String ALGORITHM = "HS256";

  /// Ours take about 230; nobody shall have us parse much more.
  private static final int LENGTH_MAX = 1_024;

  private final JWTAuth auth;

  Jwt(Vertx vertx, String keyId, Buffer secret) {
    PubSecKeyOptions key =
        new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(keyId).setBuffer(secret);
    // Times are the caller's: it has the clock.
    JWTOptions options =
        new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true).setIgnoreExpiration(true);
    this.auth =
        JWTAuth.create(vertx, new JWTAuthOptions().setJWTOptions(options).addPubSecKey(key));
  }

  String sign(Claims claims) {
    JsonObject json =
        new JsonObject()
            .put("sub", claims.principal().user().text())
            .put("sid", claims.principal().session().text())
            .put("use", claims.use().name().toLowerCase(Locale.ROOT))
            .put("iat", claims.issuedAt().getEpochSecond())
            .put("exp", claims.expiresAt().getEpochSecond());
    if (claims.use() == Use.REFRESH) {
      json.put("gen", claims.generation());
    }
    return auth.generateToken(json);
  }

  /// Which key a token claims to be signed with; empty for what cannot be one of our tokens.
  static Optional<String> keyId(String token) {
    if (token == null || token.length() > LENGTH_MAX || !isCanonical(token)) {
      return Optional.empty();
    }
    try {
      String header = token.substring(0, token.indexOf('.'));
      JsonObject json = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(header)));
      return Optional.ofNullable(json.getString("kid"));
    } catch (RuntimeException notJson) {
      return Optional.empty();
    }
  }

  /// What a token says if this key signed it, expired or not.
  Optional<Claims> read(String token) {
    try {
      // The algorithm is the key's, whatever the token says: a token without one does not pass.
      Future<User> read = auth.authenticate(new TokenCredentials(token));
      return read.succeeded()
          ? Optional.of(claims(read.result().attributes().getJsonObject("accessToken")))
          : Optional.empty();
    } catch (RuntimeException notOurs) {
      return Optional.empty();
    }
  }

  private static Claims claims(JsonObject json) {
    return new Claims(
        Use.valueOf(json.getString("use").toUpperCase(Locale.ROOT)),
        new Principal(UserId.parse(json.getString("sub")), SessionId.parse(json.getString("sid"))),
        json.getInteger("gen", 0),
        Instant.ofEpochSecond(json.getLong("iat")),
        Instant.ofEpochSecond(json.getLong("exp")));
  }

  /// Three parts, and the last one written the one right way: base64 leaves bits over that could be
  /// anything, and a token that was changed in any way is not a token.
  private static boolean isCanonical(String token) {
    int first = token.indexOf('.');
    int last = token.lastIndexOf('.');
    if (first < 0 || first == last || token.indexOf('.', first + 1) != last) {
      return false;
    }
    String signature = token.substring(last + 1);
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(signature);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
