package dev.starling.bench.micro;

import dev.starling.persistence.GroupCommit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Gathering a batch while another is in flight, and answering all that are in it. The figure is
/// for the batch.
@State(Scope.Thread)
public class GroupCommitBenchmark {

  @Param({"1", "100"})
  public int size;

  private Promise<List<String>> flying;
  private final GroupCommit<String, String> commits =
      new GroupCommit<>(
          new GroupCommit.Limits(1_000, 1 << 20, 10_000, Duration.ofSeconds(1)),
          String::length,
          this::fly);

  private int answers;

  @Benchmark
  public int gatherAndAnswer() {
    answers = 0;
    count(commits.add(Samples.TEXT));
    Promise<List<String>> first = flying;
    for (int i = 0; i < size; i++) {
      count(commits.add(Samples.TEXT));
    }
    first.complete(List.of(Samples.TEXT)); // Now the rest leaves together.
    flying.complete(Collections.nCopies(size, Samples.TEXT));
    return answers;
  }

  private void count(Future<String> answer) {
    answer.onSuccess(any -> answers++);
  }

  private Future<List<String>> fly(List<String> batch) {
    flying = Promise.promise();
    return flying.future();
  }
}
