package dev.starling.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.hook.NewSubscription;
import dev.starling.wire.json.Json;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A browser and its push service, as RFC 8188, 8291 and 8292 describe them.
final class Browser {

  /// What a push service reads in `Authorization`.
  ///
  /// @param key the `k` of the header
  record Vapid(String key, JsonNode claims, boolean isSigned) {}

  private final String endpoint;
  private final KeyPair keys;
  private final byte[] auth = new byte[16];

  Browser(String endpoint) {
    this.endpoint = endpoint;
    new SecureRandom().nextBytes(auth);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  NewSubscription subscription() {
    return new NewSubscription(
        endpoint,
        new NewSubscription.Keys(base64(point((ECPublicKey) keys.getPublic())), base64(auth)));
  }

  /// RFC 8291, section 3.4, from the receiver's side; one record.
  byte[] decrypt(byte[] message) {
    try {
      ByteBuffer in = ByteBuffer.wrap(message);
      byte[] salt = take(in, 16);
      int recordSize = in.getInt();
      byte[] serverPoint = take(in, in.get());
      byte[] ciphertext = take(in, in.remaining());
      if (ciphertext.length > recordSize) {
        throw new IllegalStateException("more than one record");
      }
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(keys.getPrivate());
      agreement.doPhase(publicKey(serverPoint), true);
      byte[] own = point((ECPublicKey) keys.getPublic());
      byte[] info = concat(ascii("WebPush: info\0"), own, serverPoint);
      byte[] secret = hkdf(auth, agreement.generateSecret(), info, 32);
      byte[] key = hkdf(salt, secret, ascii("Content-Encoding: aes128gcm\0"), 16);
      byte[] nonce = hkdf(salt, secret, ascii("Content-Encoding: nonce\0"), 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      byte[] padded = cipher.doFinal(ciphertext);
      int end = padded.length - 1;
      while (padded[end] == 0) {
        end--;
      }
      if (padded[end] != 2) {
        throw new IllegalStateException("not the last record");
      }
      return Arrays.copyOf(padded, end);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// RFC 8292, section 3.
  static Vapid vapid(String authorization) {
    String jwt = authorization.replaceAll("^vapid .*?t=([^,\\s]+).*$", "$1");
    String key = authorization.replaceAll("^vapid .*?k=([^,\\s]+).*$", "$1");
    String[] parts = jwt.split("\\.", -1);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(publicKey(Base64.getUrlDecoder().decode(key)));
      signature.update(ascii(parts[0] + "." + parts[1]));
      boolean isSigned = signature.verify(Base64.getUrlDecoder().decode(parts[2]));
      JsonNode claims = Json.read(Base64.getUrlDecoder().decode(parts[1]), JsonNode.class);
      return new Vapid(key, claims, isSigned);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] key = hmac(salt, secret);
    return Arrays.copyOf(hmac(key, concat(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint at =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
            new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(at, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static byte[] point(ECPublicKey key) {
    return concat(new byte[] {4}, number(key.getW().getAffineX()), number(key.getW().getAffineY()));
  }

  /// In 32 bytes, with zeros in front and without a sign.
  private static byte[] number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(one -> one.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
