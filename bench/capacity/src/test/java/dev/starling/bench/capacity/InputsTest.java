package dev.starling.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsTest {

  private final Inputs defaults = Inputs.defaults();

  @Test
  void everyNumberSaysWhereItComesFrom() {
    assertThat(defaults.all())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            input -> assertThat(input.source()).matches("(Given|Measured|Assumed): .*\\S.*"));
  }

  @Test
  void aFileNamesOnlyWhatDiffers() {
    Inputs changed = defaults.with("# Assumed: a quiet\n# town.\npeak-to-average = 1.5\n");

    assertThat(changed.of("peak-to-average")).isEqualTo(1.5);
    assertThat(changed.all())
        .filteredOn(input -> input.name().equals("peak-to-average"))
        .singleElement()
        .satisfies(input -> assertThat(input.source()).isEqualTo("Assumed: a quiet town."));
    assertThat(changed.of("messages-per-day")).isEqualTo(10e9);
    assertThat(defaults.of("peak-to-average")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "peak-to-averge = 2,             peak-to-averge: not an input",
    "peak-to-average = many,         peak-to-average: 'many'",
    "peak-to-average = -1,           peak-to-average: -1.0",
    "peak-to-average = NaN,          peak-to-average: NaN",
    "peak-to-average = Infinity,     peak-to-average: Infinity",
    "peak-to-average,                line 2: 'peak-to-average'",
  })
  void whatCannotBeIsNamed(String line, String sentence) {
    assertThatThrownBy(() -> defaults.with("# Assumed: for a test.\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void aNumberFromNowhereIsRefused() {
    for (String above : List.of("", "# because\n", "# Measured: once.\n\n")) {
      assertThatThrownBy(() -> defaults.with(above + "machine-cores = 8"))
          .hasMessageContaining("without a comment above");
    }
  }

  @Test
  void anInputThatStandsThereTwiceIsRefused() {
    String one = "# Assumed: this.\nmachine-cores = 8\n";

    assertThatThrownBy(() -> defaults.with(one + one)).hasMessageContaining("stands there twice");
  }
}
