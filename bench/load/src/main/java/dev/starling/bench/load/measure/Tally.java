package dev.starling.bench.load.measure;

/// What became of all messages of a run, warm-up included. A delivery is counted for each device
/// that should hear a message.
///
/// @param refused answered with an error
/// @param unanswered sent, and neither acknowledged nor refused
/// @param delivered heard by a device for the first time
/// @param lost acknowledged, and never heard by a device that should
/// @param doubled heard again by the same device
/// @param reordered heard after a later one of its stream
/// @param strays heard and never sent
/// @param answeredTwice one question, two answers
public record Tally(
    long sent,
    long acknowledged,
    long refused,
    long unanswered,
    long delivered,
    long lost,
    long doubled,
    long reordered,
    long strays,
    long answeredTwice) {

  /// Whether nothing is still on its way.
  public boolean settled() {
    return unanswered == 0 && lost == 0;
  }

  /// Whether the server kept its promises: what it acknowledged came once and in order.
  public boolean kept() {
    return lost == 0 && doubled == 0 && reordered == 0 && strays == 0 && answeredTwice == 0;
  }
}
