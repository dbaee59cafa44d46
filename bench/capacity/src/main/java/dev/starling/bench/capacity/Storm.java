package dev.starling.bench.capacity;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/// One node of several dies, and all its clients come back to the others: each waits as the
/// client's policy says, and again and longer when it was not served in time. The survivors are
/// alike, so one is played, attempt by attempt.
///
/// @param perSurvivor sockets that come to each
/// @param peakPerSecond the most attempts that arrive at a survivor within a second
/// @param halfBackSeconds after this, half of them are back
/// @param allBackSeconds after this, the last one is
/// @param attempts over all, per socket
record Storm(
    int nodes,
    long perSurvivor,
    double peakPerSecond,
    double halfBackSeconds,
    double allBackSeconds,
    double attempts) {

  private static final long SEED = 20_261_124;
  private static final double MICROS = 1e6;
  private static final double MILLIS = 1e3;

  /// What arrives is counted in slices of this.
  private static final double SLICE_SECONDS = 0.1;

  /// A storm that takes longer than this does not end by itself.
  private static final double SECONDS_MAX = 3_600;

  private static final int BEFORE_BACKING_OFF = -1;

  private record Attempt(double at, int tries) {}

  private static final class Play {

    private final Inputs in;
    private final int nodes;
    private final long clients;
    private final double connectSeconds;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final PriorityQueue<Attempt> coming =
        new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
    private final Queue<Attempt> waiting = new ArrayDeque<>();
    private final int[] arrivals = new int[(int) (SECONDS_MAX / SLICE_SECONDS) + 1];
    private long attempts;

    Play(Inputs in, int nodes, double socketsPerNode, double cores) {
      this.in = in;
      this.nodes = nodes;
      this.clients = Math.round(socketsPerNode / (nodes - 1));
      double sparePerNode = cores * (1 - in.of("processor-used-at-most"));
      this.connectSeconds = in.of("node-micros-per-connect") / MICROS / sparePerNode;
    }

    Storm play() {
      for (long i = 0; i < clients; i++) {
        comeBackAfterTheDeath();
      }
      double timeout = in.of("client-connects-within-seconds");
      double free = 0;
      double half = 0;
      double last = 0;
      long back = 0;
      while (back < clients && free < SECONDS_MAX) {
        if (waiting.isEmpty() && !coming.isEmpty()) {
          free = Math.max(free, coming.peek().at());
        }
        arriveUntil(free);
        Attempt next = waiting.remove();
        if (free + connectSeconds - next.at() > timeout) {
          comeBack(next.at() + timeout, next.tries() + 1);
          continue; // It has hung up: what is left of it costs next to nothing.
        }
        free += connectSeconds;
        back++;
        half = back == (clients + 1) / 2 ? free : half;
        last = free;
      }
      return new Storm(
          nodes, clients, peak(), half, last, clients == 0 ? 0 : (double) attempts / clients);
    }

    private void arriveUntil(double now) {
      while (!coming.isEmpty() && coming.peek().at() <= now) {
        waiting.add(coming.remove());
      }
    }

    private void comeBackAfterTheDeath() {
      double wait = random.nextDouble() * in.of("client-spread-millis");
      attempt(
          new Attempt((in.of("node-death-noticed-millis") + wait) / MILLIS, BEFORE_BACKING_OFF));
    }

    /// Between half and all of a delay that doubles each time.
    private void comeBack(double from, int tries) {
      double most = in.of("client-backoff-max-millis");
      double all = Math.min(most, in.of("client-backoff-first-millis") * Math.pow(2, tries));
      attempt(new Attempt(from + (all / 2 + random.nextDouble() * all / 2) / MILLIS, tries));
    }

    private void attempt(Attempt attempt) {
      coming.add(attempt);
      attempts++;
      arrivals[(int) Math.min(arrivals.length - 1.0, attempt.at() / SLICE_SECONDS)]++;
    }

    private double peak() {
      int slices = (int) Math.round(1 / SLICE_SECONDS);
      int within = 0;
      int most = 0;
      for (int i = 0; i < arrivals.length; i++) {
        within += arrivals[i] - (i >= slices ? arrivals[i - slices] : 0);
        most = Math.max(most, within);
      }
      return most;
    }
  }

  /// @param cores of a node, of which only those not in use already can serve who comes back
  static Storm of(Inputs in, int nodes, double socketsPerNode, double cores) {
    if (nodes < 2) {
      throw new IllegalArgumentException("a storm needs a survivor: " + nodes + " nodes");
    }
    return new Play(in, nodes, socketsPerNode, cores).play();
  }
}
