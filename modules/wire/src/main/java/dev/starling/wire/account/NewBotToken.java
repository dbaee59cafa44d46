package dev.starling.wire.account;

/// A token is wanted.
///
/// @param label what its owner calls it, or null
public record NewBotToken(String label) {

  private static final LineRule LABEL = new LineRule("label", 64, 256);

  public NewBotToken {
    label = LABEL.checkOptional(label);
  }
}
