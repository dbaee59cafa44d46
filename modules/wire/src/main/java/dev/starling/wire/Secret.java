package dev.starling.wire;

/// A password or a key. It prints as `***`, so no log and no error message shows it by accident.
public record Secret(String value) {

  @Override
  public String toString() {
    return "***";
  }
}
