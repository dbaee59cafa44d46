package dev.starling.bench.load.measure;

import java.util.ArrayList;
import java.util.List;

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

  public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        sent + other.sent,
        acknowledged + other.acknowledged,
        refused + other.refused,
        unanswered + other.unanswered,
        delivered + other.delivered,
        lost + other.lost,
        doubled + other.doubled,
        reordered + other.reordered,
        strays + other.strays,
        answeredTwice + other.answeredTwice);
  }

  /// Whether nothing is still on its way.
  public boolean settled() {
    return unanswered == 0 && lost == 0;
  }

  /// The promises that the server broke, each as a sentence. Empty when all that it acknowledged
  /// came, once and in order.
  public List<String> broken() {
    List<String> broken = new ArrayList<>();
    add(broken, lost, "acknowledged messages did not come in time");
    add(broken, doubled, "messages came more than once");
    add(broken, reordered, "messages came after a later one");
    add(broken, strays, "messages came that were not sent");
    add(broken, answeredTwice, "messages were answered more than once");
    return broken;
  }

  private static void add(List<String> broken, long count, String what) {
    if (count > 0) {
      broken.add(count + " " + what);
    }
  }
}
