package dev.starling.messaging;

/// The limits of groups.
///
/// @param descriptionBytesMax the longest description, in bytes of UTF-8
/// @param reasonBytesMax the longest reason for putting somebody out
/// @param addedMax so many people are let in at once
/// @param linksMax open links to a group
public record GroupConfig(int descriptionBytesMax, int reasonBytesMax, int addedMax, int linksMax) {

  public static final GroupConfig DEFAULTS = new GroupConfig(2_048, 512, 200, 50);

  public GroupConfig {
    requirePositive("descriptionBytesMax", descriptionBytesMax);
    requirePositive("reasonBytesMax", reasonBytesMax);
    requirePositive("addedMax", addedMax);
    requirePositive("linksMax", linksMax);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "messaging.groups." + name + ": " + value + " (expected: at least 1)");
    }
  }
}
