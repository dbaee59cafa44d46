package dev.starling.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.frame.ClientFrame;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A benchmark that measures nothing, or the wrong thing, is worse than none.
class BenchmarksTest {

  @Test
  void everyBenchmarkRunsOnceWithEachOfItsParameters() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .mode(Mode.SingleShotTime)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();

    Set<String> ran = new TreeSet<>();
    results.forEach(result -> ran.add(result.getParams().getBenchmark()));
    Set<String> known = new TreeSet<>();
    BenchmarkList.defaultList()
        .getAll(null, List.of())
        .forEach(entry -> known.add(entry.getUsername()));
    assertThat(ran).isEqualTo(known).hasSizeGreaterThan(10);
  }

  @Test
  void aClientFrameIsReadToItsText() {
    ClientFrameBenchmark benchmark = new ClientFrameBenchmark();
    SendMessage sent = new SendMessage(Samples.CONVERSATION, Samples.CLIENT_ID, Samples.TEXT);

    assertThat(benchmark.decodeUtf8()).isEqualTo(Samples.sendFrame());
    assertThat(benchmark.parse())
        .isInstanceOfSatisfying(
            ClientFrame.Send.class, send -> assertThat(send.address()).isEqualTo("message.send"));
    assertThat(benchmark.readBody()).isEqualTo(sent);
    assertThat(benchmark.checkTexts())
        .isEqualTo(Samples.CLIENT_ID.length() + Samples.TEXT.length());
    assertThat(benchmark.all()).isEqualTo(sent);
  }

  @Test
  void aServerFrameSaysWhatWasSent() {
    ServerFrameBenchmark benchmark = new ServerFrameBenchmark();

    assertThat(benchmark.event())
        .startsWith("{\"type\":\"rec\",\"address\":\"inbox\",\"body\":{\"type\":\"message\"")
        .contains("\"seq\":4711", "\"at\":\"2026-11-24T12:34:56.789Z\"", "\\\"lunch\\\"");
    assertThat(benchmark.answer()).contains("\"seq\":4711").endsWith("}}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void everyWriteOfABatchIsAnswered(int size) {
    GroupCommitBenchmark benchmark = new GroupCommitBenchmark();
    benchmark.size = size;

    assertThat(benchmark.gatherAndAnswer()).isEqualTo(1 + size);
    assertThat(benchmark.gatherAndAnswer()).isEqualTo(1 + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void everyRecipientReceives(int recipients) {
    FanOutBenchmark benchmark = new FanOutBenchmark();
    benchmark.recipients = recipients;
    benchmark.start();

    assertThat(benchmark.deliver()).isEqualTo(recipients);
    benchmark.stop();
  }
}
