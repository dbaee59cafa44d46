package dev.starling.routing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Deliver;
import dev.starling.wire.cluster.Delivery;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliverRoundTripTest {

  private static final Deliver SAMPLE =
      new Deliver(
          List.of(
              new Delivery.Durable(
                  new ConversationId(9), 42, 1000, 999, "{\"a\":\"ü😀\"}", users(1, 2)),
              new Delivery.Passing("{}", users(3))));

  private final DeliverFormat format = new DeliverFormat();

  @Test
  void whatIsWrittenIsRead() {
    Buffer bytes = Buffer.buffer("before");
    int start = bytes.length();
    format.write(SAMPLE, bytes);

    assertThat(format.read(bytes, start)).isEqualTo(SAMPLE);
  }

  @Test
  void theFirstVersionsLayoutIsReadForEver() {
    String golden =
        "0100000002" // version 1, two deliveries
            + "00" // durable: conversation 9, seq 42, xid 1000, previous 999
            + "0000000000000009000000000000002a00000000000003e800000000000003e7"
            + "0000000e7b2261223a22c3bcf09f9880227d" // 14 bytes of frame
            + "0000000200000000000000010000000000000002"
            + "01" // passing
            + "000000027b7d"
            + "000000010000000000000003";

    Deliver read = format.read(Buffer.buffer(HexFormat.of().parseHex(golden)), 0);

    assertThat(read).isEqualTo(SAMPLE);
  }

  @Test
  void anotherVersionIsRefused() {
    Buffer bytes = Buffer.buffer(new byte[] {9, 0, 0, 0, 0});

    assertThatThrownBy(() -> format.read(bytes, 0)).hasMessageContaining("version 9");
  }

  private static List<UserId> users(long... values) {
    return java.util.Arrays.stream(values).mapToObj(UserId::new).toList();
  }
}
