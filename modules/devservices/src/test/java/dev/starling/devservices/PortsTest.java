package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aPortTakenOnAnyAddressIsNotFree() throws IOException {
    try (ServerSocket everywhere = new ServerSocket(0);
        ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(everywhere.getLocalPort())).isFalse();
      assertThat(Ports.isFree(here.getLocalPort())).isFalse();
      assertThat(Ports.freeOr(here.getLocalPort())).isNotEqualTo(here.getLocalPort());
    }
  }

  @Test
  void aFreePortIsTakenAsWanted() {
    int free = Ports.free();

    assertThat(Ports.freeOr(free)).isEqualTo(free);
  }
}
