package dev.starling.bench.load.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Keeps, for every message of a run, whether it was sent, acknowledged, refused and heard, and so
/// knows what was lost, doubled or reordered. Owned by one event loop.
///
/// Not thread-safe.
public final class Ledger {

  /// What a heard message is to the device that heard it.
  public enum Arrival {
    /// In its place. Those before it may be missing: they were refused, or will be reordered.
    IN_ORDER,
    /// For the first time, but after a later one.
    REORDERED,
    /// Not for the first time.
    DOUBLED,
    /// Never sent.
    STRAY
  }

  private final List<Stream> streams = new ArrayList<>();
  private long strays;

  /// A new stream, numbered from 0 in the order of these calls.
  public Stream stream() {
    Stream stream = new Stream();
    streams.add(stream);
    return stream;
  }

  /// Counts a message of which not even the stream is known.
  public void stray() {
    strays++;
  }

  public Tally tally() {
    Totals totals = new Totals();
    totals.strays = strays;
    streams.forEach(stream -> stream.addTo(totals));
    return totals.asTally();
  }

  /// What one sender says in one conversation: messages numbered from 0, without gap.
  public static final class Stream {

    private final BitSet acknowledged = new BitSet();
    private final BitSet refused = new BitSet();
    private final List<Reception> receptions = new ArrayList<>(1);
    private int sent;
    private long answeredTwice;

    /// One device that should hear the stream.
    public Reception reception() {
      Reception reception = new Reception(this);
      receptions.add(reception);
      return reception;
    }

    /// The number of the next message, which from now on counts as sent.
    public int next() {
      return sent++;
    }

    /// How many there are by now.
    public int sent() {
      return sent;
    }

    public void acknowledged(long number) {
      answer(number, acknowledged);
    }

    public void refused(long number) {
      answer(number, refused);
    }

    private void answer(long number, BitSet kind) {
      if (!wasSent(number) || acknowledged.get((int) number) || refused.get((int) number)) {
        answeredTwice++;
      } else {
        kind.set((int) number);
      }
    }

    private boolean wasSent(long number) {
      return number >= 0 && number < sent;
    }

    private void addTo(Totals totals) {
      int acks = acknowledged.cardinality();
      int refusals = refused.cardinality();
      totals.sent += sent;
      totals.acknowledged += acks;
      totals.refused += refusals;
      totals.unanswered += sent - acks - refusals;
      totals.answeredTwice += answeredTwice;
      receptions.forEach(reception -> reception.addTo(totals));
    }
  }

  /// What one device heard of one stream.
  public static final class Reception {

    private final Stream stream;
    private final BitSet heard = new BitSet();
    private long latest = -1;
    private long doubled;
    private long reordered;
    private long strays;

    private Reception(Stream stream) {
      this.stream = stream;
    }

    public Arrival heard(long number) {
      if (!stream.wasSent(number)) {
        strays++;
        return Arrival.STRAY;
      }
      if (heard.get((int) number)) {
        doubled++;
        return Arrival.DOUBLED;
      }
      heard.set((int) number);
      if (number < latest) {
        reordered++;
        return Arrival.REORDERED;
      }
      latest = number;
      return Arrival.IN_ORDER;
    }

    private void addTo(Totals totals) {
      BitSet missing = (BitSet) stream.acknowledged.clone();
      missing.andNot(heard);
      totals.delivered += heard.cardinality();
      totals.lost += missing.cardinality();
      totals.doubled += doubled;
      totals.reordered += reordered;
      totals.strays += strays;
    }
  }

  private static final class Totals {

    private long sent;
    private long acknowledged;
    private long refused;
    private long unanswered;
    private long delivered;
    private long lost;
    private long doubled;
    private long reordered;
    private long strays;
    private long answeredTwice;

    Tally asTally() {
      return new Tally(
          sent,
          acknowledged,
          refused,
          unanswered,
          delivered,
          lost,
          doubled,
          reordered,
          strays,
          answeredTwice);
    }
  }
}
