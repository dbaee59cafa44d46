package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void onATerminalProgressIsOneLineThatChanges() {
    Console console = new Console(out, true);
    console.progress("1 of 2");
    console.progress("2 of 2");
    console.say("done");
    console.say("and out");

    assertThat(text()).isEqualTo("\r\033[K1 of 2\r\033[K2 of 2\r\033[Kdone\nand out\n");
  }

  @Test
  void inAFileProgressIsALineNowAndThen() {
    Console console = new Console(out, false);
    console.progress("1 of 2");
    console.progress("2 of 2");
    console.say("done");

    assertThat(text()).isEqualTo("1 of 2\ndone\n");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
