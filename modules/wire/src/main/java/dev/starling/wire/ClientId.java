package dev.starling.wire;

/// The sender's own name for what they send: the same name again is the same thing, not another
/// one. Counted in characters, because it is a name and not a text.
public final class ClientId {

  public static final int CHARACTERS_MAX = 64;

  /// No character takes more than four bytes.
  private static final TextRule RULE = new TextRule("clientId", 4 * CHARACTERS_MAX);

  private ClientId() {}

  /// The name itself, when it is one.
  public static String check(String value) {
    String name = RULE.check(value);
    int characters = name.codePointCount(0, name.length());
    if (characters > CHARACTERS_MAX) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG,
          "clientId: " + characters + " characters (at most " + CHARACTERS_MAX + ")");
    }
    return name;
  }
}
