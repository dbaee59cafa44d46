package dev.starling.bench.load.measure;

/// What a message's text says about itself, so that whoever hears it knows which one it is without
/// trusting anything that the server adds.
///
/// @param run which run of the scenario, so that a late message is not taken for one of the next
/// @param stream which sender in which conversation: for pairs, twice the pair plus the direction
/// @param number the how-manieth of its stream, from 0
public record Payload(int run, int stream, long number) {

  private static final String[] WORDS = {
    "about",
    "answer",
    "because",
    "before",
    "bridge",
    "coffee",
    "evening",
    "friend",
    "garden",
    "happy",
    "harbour",
    "island",
    "lunch",
    "maybe",
    "meeting",
    "morning",
    "never",
    "paper",
    "quiet",
    "rain",
    "river",
    "school",
    "station",
    "street",
    "summer",
    "sunday",
    "ticket",
    "today",
    "train",
    "tomorrow",
    "until",
    "weather",
    "window",
    "winter",
    "yesterday",
  };

  /// The text, in letters, digits and spaces, so it needs no escaping in JSON: the numbers, then
  /// words up to the wanted length. The numbers are never cut.
  public String text(int length) {
    StringBuilder text = new StringBuilder(length + 16);
    text.append('r').append(run).append(" s").append(stream).append(" n").append(number);
    int numbers = text.length();
    long word = number * 31 + stream;
    while (text.length() < length) {
      text.append(' ').append(WORDS[(int) (word % WORDS.length)]);
      word++;
    }
    text.setLength(Math.max(numbers, Math.min(length, text.length())));
    return text.toString();
  }

  /// Null for a text that no generator wrote.
  ///
  /// @param from where the text begins
  /// @param to where it ends
  public static Payload parse(byte[] bytes, int from, int to) {
    Reader reader = new Reader(bytes, from, to);
    long run = reader.numberAfter('r');
    long stream = reader.numberAfter('s');
    long number = reader.numberAfter('n');
    return reader.failed || run > Integer.MAX_VALUE || stream > Integer.MAX_VALUE
        ? null
        : new Payload((int) run, (int) stream, number);
  }

  /// Reads `r1 s2 n3` without making anything.
  private static final class Reader {

    private static final int DIGITS_MAX = 18;

    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean failed;

    Reader(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.position = from;
      this.end = to;
    }

    long numberAfter(char letter) {
      if (failed || position >= end || bytes[position] != letter) {
        failed = true;
        return 0;
      }
      position++;
      int begin = position;
      long value = 0;
      while (position < end && bytes[position] != ' ') {
        int digit = bytes[position] - '0';
        if (digit < 0 || digit > 9 || position - begin == DIGITS_MAX) {
          failed = true;
          return 0;
        }
        value = value * 10 + digit;
        position++;
      }
      failed = position == begin;
      position++; // The space behind it.
      return value;
    }
  }
}
