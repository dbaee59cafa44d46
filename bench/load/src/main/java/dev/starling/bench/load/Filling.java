package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Frame;
import dev.starling.bench.load.measure.Ledger;
import dev.starling.bench.load.measure.Payload;
import dev.starling.bench.load.measure.Timings;
import dev.starling.wire.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Writes so many messages into each of many conversations, as fast as they are acknowledged. Each
/// writer takes turns among its conversations. Owned by the event loop; counts and latency may be
/// read from elsewhere.
final class Filling implements Sampler.Source {

  static final String STORED = "stored";

  /// Messages of one writer that are on their way: fewer than a node takes from one socket.
  private static final int UNANSWERED_MAX = 64;

  private final int run;
  private final int textBytes;
  private final List<Writer> writers;
  private final Map<String, Long> errors = new TreeMap<>();
  private final LongAdder stored = new LongAdder();
  private final Timings acknowledgement = new Timings();
  private final ClientIds clientIds = new ClientIds();
  private final Promise<Void> done = Promise.promise();
  private int writing;

  /// What one device writes.
  ///
  /// @param streams as many as conversations, with their numbers
  record Task(
      Device device,
      List<String> conversations,
      List<Ledger.Stream> streams,
      List<Integer> numbers) {

    Task {
      conversations = List.copyOf(conversations);
      streams = List.copyOf(streams);
      numbers = List.copyOf(numbers);
    }
  }

  /// @param perConversation messages into each
  Filling(int run, int textBytes, List<Task> tasks, int perConversation) {
    this.run = run;
    this.textBytes = textBytes;
    this.writers =
        tasks.stream()
            .filter(task -> !task.conversations().isEmpty())
            .map(task -> new Writer(task, perConversation))
            .toList();
    this.writing = writers.size();
  }

  /// Completes when everything has been answered, or cannot be any more.
  Future<Void> start() {
    writers.forEach(Writer::begin);
    return done.future();
  }

  Timings acknowledgement() {
    return acknowledgement;
  }

  /// How often each came, by name.
  Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of(STORED, stored.sum());
  }

  @Override
  public Timings.Summary latency() {
    return acknowledgement.sinceLast();
  }

  private final class Writer implements Device.Listener {

    private final Task task;
    private final int count;
    private final long[] sentNanos;
    private int sent;
    private int answered;
    private boolean ended;

    Writer(Task task, int perConversation) {
      this.task = task;
      this.count = perConversation * task.conversations().size();
      this.sentNanos = new long[count];
    }

    void begin() {
      task.device().listen(this);
      for (int i = 0; i < Math.min(UNANSWERED_MAX, count); i++) {
        sendNext();
      }
    }

    @Override
    public void answered(long question, Frame answer) {
      int turn = (int) (question % task.streams().size());
      long number = question / task.streams().size();
      if (answer.isError()) {
        task.streams().get(turn).refused(number);
        fail(ErrorCode.of(answer.failureCode()) + " (" + answer.failureCode() + ")");
      } else {
        task.streams().get(turn).acknowledged(number);
        stored.increment();
        acknowledgement.record(System.nanoTime() - sentNanos[(int) question]);
      }
      answered++;
      if (answered == count) {
        end();
      } else if (sent < count) {
        sendNext();
      }
    }

    @Override
    public void closed(int code) {
      if (!ended) {
        fail("socket closed with " + code);
        end();
      }
    }

    private void sendNext() {
      int question = sent++;
      int turn = question % task.streams().size();
      int number = task.streams().get(turn).next();
      sentNanos[question] = System.nanoTime();
      String text = new Payload(run, task.numbers().get(turn), number).text(textBytes);
      task.device().say(question, task.conversations().get(turn), clientIds.next(), text);
    }

    private void end() {
      ended = true;
      writing--;
      if (writing == 0) {
        done.complete();
      }
    }
  }

  private void fail(String reason) {
    errors.merge(reason, 1L, Long::sum);
  }
}
