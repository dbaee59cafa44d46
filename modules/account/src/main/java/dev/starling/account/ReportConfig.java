package dev.starling.account;

/// The limits of reports.
///
/// @param perDayMax reports of one person in 24 hours
/// @param commentBytesMax the longest comment, in bytes of UTF-8
public record ReportConfig(int perDayMax, int commentBytesMax) {

  public static final ReportConfig DEFAULTS = new ReportConfig(50, 2 * 1024);

  public ReportConfig {
    requirePositive("perDayMax", perDayMax);
    requirePositive("commentBytesMax", commentBytesMax);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "reports." + name + ": " + value + " (expected: at least 1)");
    }
  }
}
