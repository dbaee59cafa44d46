package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SupplyTest {

  private static final Home HOME = new Home(Path.of("unused"));

  @Test
  void aNameChoosesASupply() {
    assertThat(Supply.named("embedded", HOME)).isInstanceOf(EmbeddedSupply.class);
    assertThat(Supply.named("containers", HOME)).isInstanceOf(ContainerSupply.class);
  }

  @Test
  void anUnknownNameSaysWhatIsKnown() {
    assertThatThrownBy(() -> Supply.named("cloud", HOME))
        .isInstanceOf(CannotStart.class)
        .hasMessage("services: cloud is unknown (expected: embedded or containers).");
  }
}
