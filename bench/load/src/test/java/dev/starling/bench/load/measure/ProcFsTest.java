package dev.starling.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.bench.load.measure.ProcFs.Usage;
import dev.starling.bench.load.measure.Server.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {

  private static final String STAT =
      "%d (%s) S 1 4242 4242 0 -1 4194304 9 8 7 6 %d %d %d %d 20 0 1 0 12345 1000 200 1844 1 1 0";

  @TempDir private Path root;

  @Test
  void aProcessCostsItsUserAndSystemTimeAndThatOfItsDeadChildren() throws IOException {
    assertThat(ProcFs.cpuSeconds(STAT.formatted(7, "java", 100, 20, 3, 4))).isEqualTo(1.27);
  }

  @Test
  void aNameMayHoldSpacesAndParentheses() throws IOException {
    assertThat(ProcFs.cpuSeconds(STAT.formatted(7, "a (b) 1 2) c", 100, 20, 3, 4))).isEqualTo(1.27);
  }

  @Test
  void whatIsNoStatIsRefused() {
    assertThatThrownBy(() -> ProcFs.cpuSeconds("")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ProcFs.cpuSeconds("7 (java) S 1")).isInstanceOf(IOException.class);
  }

  @Test
  void theLimitOfFilesIsTheOneThatHolds() throws IOException {
    Path limits = Files.createDirectories(root.resolve("7")).resolve("limits");
    Files.writeString(
        limits,
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             100                  200                  processes
        Max open files            4096                 20000                files
        """);
    assertThat(new ProcFs(root).filesMax(7)).isEqualTo(4096);

    Files.writeString(limits, "Max open files            unlimited            unlimited  files\n");
    assertThat(new ProcFs(root).filesMax(7)).isEqualTo(Long.MAX_VALUE);
    assertThat(new ProcFs(root).filesMax(8)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aFamilyIsAddedUp() throws IOException {
    process(10, "postgres", 100, 50, "11 12 ", 10_240, 20_480, 102_400);
    process(11, "postgres: writer", 200, 0, "", 2_048, 10_240, 51_200);
    process(12, "postgres: backend", 300, 10, "13 ", 1_024, 1_024, 1_024);
    process(13, "child of it", 40, 0, "", 1_024, 0, 0);

    Usage usage = new ProcFs(root).usage(10);

    assertThat(usage.processes()).isEqualTo(4);
    assertThat(usage.cpuSeconds()).isEqualTo(7.0, within(1e-9));
    // Each one's own pages, and once the most that one of them shares.
    assertThat(usage.memoryMib()).isEqualTo((10 + 2 + 1 + 1) + (20 + 100), within(1e-9));
  }

  /// A JVM's first thread starts nothing; and a thread may end while one looks.
  @Test
  void childrenOfEveryThreadAreFound() throws IOException {
    process(10, "java", 100, 0, "", 0, 0, 0);
    process(11, "child", 200, 0, "", 0, 0, 0);
    Path thread = Files.createDirectories(root.resolve("10/task/19"));
    Files.writeString(thread.resolve("children"), "11 ");
    Files.createDirectories(root.resolve("10/task/20"));

    assertThat(new ProcFs(root).usage(10).cpuSeconds()).isEqualTo(3.0, within(1e-9));
  }

  /// PostgreSQL's backends come and go: what one had used must not vanish with it.
  @Test
  void aChildThatEndedIsStillPaidFor() throws IOException {
    process(10, "postgres", 100, 0, "11 ", 0, 0, 0);
    process(11, "postgres: backend", 200, 0, "", 0, 0, 0);
    ProcFs proc = new ProcFs(root);
    double before = proc.usage(10).cpuSeconds();

    process(10, "postgres", 100, 205, "", 0, 0, 0);

    assertThat(before).isEqualTo(3.0, within(1e-9));
    assertThat(proc.usage(10).cpuSeconds()).isEqualTo(3.05, within(1e-9));
  }

  @Test
  void aChildThatEndsBetweenTwoFilesIsSkipped() throws IOException {
    process(10, "postgres", 100, 0, "11 ", 1_024, 0, 0);

    assertThat(new ProcFs(root).usage(10)).isEqualTo(new Usage(1.0, 1.0, 1));
  }

  @Test
  void aProcessThatIsGoneUsesNothing() {
    assertThat(new ProcFs(root).usage(99)).isEqualTo(Usage.NOTHING);
  }

  @Test
  void aMeterTellsWhatWasUsedBetweenTwoMoments() {
    Server node = new Server("node", 1, Group.NODE);
    Server redis = new Server("redis", 2, Group.NODE);
    Meter meter = new Meter(new ProcFs(root), List.of(node, redis));
    Meter.Mark from = new Meter.Mark(0, List.of(new Usage(10, 100, 1), new Usage(3, 5, 1)));
    Meter.Mark to =
        new Meter.Mark(2_000_000_000L, List.of(new Usage(13, 120, 1), new Usage(0, 0, 0)));

    List<Meter.Use> uses = meter.between(from, to);

    assertThat(uses.getFirst()).isEqualTo(new Meter.Use(node, 3, 1.5, 120));
    assertThat(uses.getFirst().microsPer(60_000)).isEqualTo(50.0, within(1e-9));
    assertThat(uses.getFirst().microsPer(0)).isZero();
    assertThat(uses.getLast().cpuSeconds()).isZero();
    assertThat(meter.memoryMib(from, Group.NODE)).isEqualTo(105);
    assertThat(meter.memoryMib(from, Group.SEARCH)).isZero();
  }

  @Test
  void withoutProcNothingIsMeasuredAndNothingFails() {
    Meter meter = new Meter(new ProcFs(root), List.of(new Server("node", 1, Group.NODE)));

    assertThat(meter.works()).isFalse();
    assertThat(meter.mark().usages()).containsExactly(Usage.NOTHING);
  }

  private void process(
      long pid, String name, long own, long ofDead, String children, long anon, long file, long shm)
      throws IOException {
    Path process = Files.createDirectories(root.resolve(Long.toString(pid)));
    Files.writeString(process.resolve("stat"), STAT.formatted(pid, name, own, 0, ofDead, 0));
    Files.writeString(
        process.resolve("status"),
        "Name:\t%s\nVmRSS:\t  1 kB\nRssAnon:\t%8d kB\nRssFile:\t%8d kB\nRssShmem:\t%8d kB\n"
            .formatted(name, anon, file, shm));
    Path task = Files.createDirectories(process.resolve("task/" + pid));
    Files.writeString(task.resolve("children"), children);
  }
}
