package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Frame;
import dev.starling.bench.load.measure.Ledger;
import dev.starling.bench.load.measure.Ledger.Arrival;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The reactions of one run, in an open loop of their own: makes them, hears them, and notes what
/// became of each. Owned by the event loop.
///
/// A reaction cannot carry a number, as a text can. So everybody reacts to the messages of their
/// partner in turn, and then takes it all back in the same order: a reaction is known by its target
/// and by whether it is taken back, as long as it is no more than half a round late.
final class Reacting {

  /// The messages of each person that their partner reacts to.
  static final int TARGETS = 8;

  private static final int ROUND = 2 * TARGETS;
  private static final String EMOJI = "👍";

  /// Who reacts, and whose device must hear it.
  ///
  /// @param targets the numbers of the hearer's messages
  record Pair(String conversation, Device reactor, Device hearer, List<Long> targets) {

    Pair {
      targets = List.copyOf(targets);
    }
  }

  private final List<Pair> pairs;
  private final int[] made;
  private final Schedule schedule;
  private final long firstMeasured;
  private final Ledger ledger = new Ledger();
  private final List<Ledger.Stream> streams = new ArrayList<>();
  private final Timings delivery = new Timings();
  private final Timings acknowledgement = new Timings();
  private final Map<String, Long> errors = new TreeMap<>();

  /// @param made how many reactions each pair has made in earlier runs, which these go on from
  /// @param firstMeasured the index of the first reaction whose times count
  Reacting(List<Pair> pairs, int[] made, Schedule schedule, long firstMeasured) {
    this.pairs = List.copyOf(pairs);
    this.made = made.clone();
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
  }

  /// Completes when the last one has been made.
  Future<Void> start(Vertx vertx, long count) {
    for (int pair = 0; pair < pairs.size(); pair++) {
      streams.add(ledger.stream());
      pairs.get(pair).hearer().listenToReactions(new Ear(pair)::heard);
    }
    return new Pacer(vertx, schedule, count, this::react).start();
  }

  Tally tally() {
    return ledger.tally();
  }

  /// How many reactions each pair has made by now, those of earlier runs included.
  int[] made() {
    int[] all = made.clone();
    for (int pair = 0; pair < all.length; pair++) {
      all[pair] += streams.get(pair).sent();
    }
    return all;
  }

  /// How often each came, by name. Reactions that were never answered are among them.
  Map<String, Long> errors() {
    Map<String, Long> all = new TreeMap<>(errors);
    long unanswered = tally().unanswered();
    if (unanswered > 0) {
      all.put("reaction: no answer", unanswered);
    }
    return all;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(MixedFigures.times("reaction heard", "reactions", delivery.all()));
    figures.addAll(MixedFigures.times("reaction acknowledged", "reactions", acknowledgement.all()));
    return figures;
  }

  private void react(long index) {
    int who = (int) (index % pairs.size());
    Pair pair = pairs.get(who);
    Ledger.Stream stream = streams.get(who);
    int number = stream.next();
    int inRound = (made[who] + number) % ROUND;
    Map<String, Object> body =
        Map.of(
            "conversation",
            pair.conversation(),
            "seq",
            pair.targets().get(inRound % TARGETS),
            "emoji",
            EMOJI,
            "remove",
            inRound >= TARGETS);
    pair.reactor()
        .ask("message.react", body)
        .onComplete(
            done -> {
              if (done.failed()) {
                stream.refused(number);
                errors.merge("reaction: " + done.cause().getMessage(), 1L, Long::sum);
                return;
              }
              stream.acknowledged(number);
              time(acknowledgement, index);
            });
  }

  private void time(Timings timings, long index) {
    if (index >= firstMeasured) {
      timings.record(System.nanoTime() - schedule.dueAt(index));
    }
  }

  /// What one device hears of its partner's reactions.
  private final class Ear {

    private final int pair;
    private final Ledger.Reception reception;
    private final Map<Long, Integer> places = new HashMap<>();
    private int latest = -1;

    Ear(int pair) {
      this.pair = pair;
      this.reception = streams.get(pair).reception();
      List<Long> targets = pairs.get(pair).targets();
      for (int place = 0; place < targets.size(); place++) {
        places.put(targets.get(place), place);
      }
    }

    void heard(Frame reaction) {
      Integer place = places.get(reaction.target());
      if (place == null) {
        return; // One's own, to the partner's message.
      }
      int inRound = reaction.isAdded() ? place : place + TARGETS;
      int number = nearest(Math.floorMod(inRound - made[pair], ROUND));
      latest = Math.max(latest, number);
      Arrival arrival = reception.heard(number);
      if (arrival == Arrival.IN_ORDER || arrival == Arrival.REORDERED) {
        time(delivery, (long) number * pairs.size() + pair);
      }
    }

    /// Of all numbers with this place in a round of this run, the one that is nearest to the next.
    private int nearest(int inRound) {
      int next = latest + 1;
      int ahead = Math.floorMod(inRound - next, ROUND);
      return ahead < TARGETS || next + ahead < ROUND ? next + ahead : next + ahead - ROUND;
    }
  }
}
