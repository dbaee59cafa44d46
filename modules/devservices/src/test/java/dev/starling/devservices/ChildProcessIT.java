package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessIT {

  @TempDir private Path folder;

  @Test
  void isTheCommandItselfAndNotAShellAroundIt() throws IOException {
    ChildProcess process = start("echo $$; echo $WORD; exec sleep 600", Map.of("WORD", "told"));

    Await.until("output", () -> log().contains("told"));

    assertThat(log()).startsWith(process.pid() + "\n");
    process.kill();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void endsAsAskedWithItsSignal() throws IOException {
    ChildProcess process =
        start("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.1; done");
    Await.until("up", () -> log().contains("up"));

    process.end();

    assertThat(process.exitCode()).isZero();
    assertThat(log()).contains("bye");
    assertThat(process.death()).isNotDone();
  }

  @Test
  void oneThatDoesNotListenIsKilledAfterItsPatience() throws IOException {
    ChildProcess process = start("trap '' TERM; echo up; while :; do sleep 0.1; done");
    Await.until("up", () -> log().contains("up"));

    process.end();

    assertThat(process.exitCode()).isEqualTo(137);
  }

  @Test
  void oneThatIsPausedHearsThatItShouldEnd() throws IOException {
    ChildProcess process = start("echo up; exec sleep 600");
    Await.until("up", () -> log().contains("up"));

    process.pause();
    process.end();

    assertThat(process.exitCode()).isEqualTo(143);
  }

  @Test
  void aDeathThatNobodyAskedForIsTold() throws Exception {
    ChildProcess process = start("exit 7");

    assertThat(process.death().get(10, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void theNextRunWaitsForWhatIsLeftOfThisOne() throws IOException {
    ChildProcess process = start("exec sleep 600");
    Leftover leftover = new Leftover(folder.resolve("pid"));
    leftover.replaceWith(process.handle());
    process.askToEnd();

    leftover.awaitEnd();

    assertThat(process.handle().isAlive()).isFalse();
  }

  @Test
  void aProcessThatOnlyHasTheSameNumberIsNotWaitedFor() throws IOException {
    Path pidFile = folder.resolve("pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + " 1970-01-01T00:00:00Z");

    new Leftover(pidFile).awaitEnd();
    Files.writeString(pidFile, "half a line");
    new Leftover(pidFile).awaitEnd();
  }

  private ChildProcess start(String script) throws IOException {
    return start(script, Map.of());
  }

  private ChildProcess start(String script, Map<String, String> environment) throws IOException {
    return ChildProcess.start(
        new Command(
            List.of("sh", "-c", script),
            environment,
            folder.resolve("log"),
            "TERM",
            Duration.ofSeconds(1)));
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "";
    }
  }
}
