package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Random input from a seed that is printed, so that what it finds is found again: `-Dfuzz.seed=…`.
public final class Fuzz {

  private static final String SEED = "fuzz.seed";

  /// What breaks parsers that break.
  private static final List<String> NASTY =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "\\",
          "\\u0000",
          "\\ud800",
          "null",
          "true",
          "-1",
          "1e999",
          "\u0000",
          "\ud800",
          "\udc00",
          "\uffff",
          "🦜",
          "\"type\":",
          "9223372036854775808",
          "{}",
          "[]",
          "\"\"",
          "c",
          "AAAA",
          ".",
          "%");

  /// Reads the input, and may say what it read.
  public interface Input {
    Object given(String text);
  }

  private final long seed = Long.getLong(SEED, System.nanoTime());
  private final Random random = new Random(seed);

  public Fuzz(Class<?> test) {
    System.out.println(test.getSimpleName() + ": -D" + SEED + "=" + seed);
  }

  public Random random() {
    return random;
  }

  public byte[] bytes(int lengthMax) {
    byte[] bytes = new byte[random.nextInt(lengthMax + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Any characters, halves of pairs included.
  public String text(int lengthMax) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(lengthMax + 1); left > 0; left--) {
      switch (random.nextInt(3)) {
        case 0 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        case 1 -> text.append((char) (' ' + random.nextInt(95)));
        default -> text.append(nasty());
      }
    }
    return text.toString();
  }

  /// Something good with a few things wrong.
  public String mutated(String good) {
    StringBuilder text = new StringBuilder(good);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(from, nasty());
        case 1 -> text.delete(from, to);
        case 2 -> text.insert(from, text.substring(from, to));
        default -> text.replace(from, to, text(3));
      }
    }
    return text.toString();
  }

  /// Half of it changed, the other half made up.
  public String like(List<String> good) {
    return random.nextBoolean() ? mutated(good.get(random.nextInt(good.size()))) : text(40);
  }

  /// Whatever comes, a [Failure] is the worst that happens.
  public void run(int times, List<String> good, Input input) {
    int read = 0;
    int refused = 0;
    for (int i = 0; i < times; i++) {
      String text = like(good);
      try {
        read += input.given(text) == null ? 0 : 1;
      } catch (Failure expected) {
        refused++; // The answer that a client gets.
      } catch (RuntimeException | Error e) {
        fail("-D%s=%d: %s".formatted(SEED, seed, escaped(text)), e);
      }
    }
    assertThat(read).as("what was read").isPositive();
    assertThat(refused).as("what was refused").isPositive();
  }

  private String nasty() {
    return NASTY.get(random.nextInt(NASTY.size()));
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c >= ' ' && c < 127 ? String.valueOf((char) c) : "\\u%04x".formatted(c))
        .reduce("", String::concat);
  }

  /// The bytes of a text, some of them changed: often no UTF-8 any more.
  public byte[] spoilt(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int changes = random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
