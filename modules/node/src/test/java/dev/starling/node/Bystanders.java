package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Two people who talk to each other while others misbehave.
final class Bystanders {

  private static final int AT_A_TIME = 5;

  private final String chat;
  private final TestSocket speaker;
  private final TestSocket hearer;
  private int said;

  Bystanders(Person one, Person other) {
    chat = one.directWith(other);
    speaker = one.listening();
    hearer = other.listening();
  }

  /// What they say still arrives, once and in order, on the sockets they had from the beginning.
  void areUnharmed() {
    for (int i = 0; i < AT_A_TIME; i++) {
      assertThat(speaker.say(chat, "m" + said, "text " + said).await().get("type").asText())
          .isEqualTo("rec");
      said++;
    }
    for (TestSocket socket : new TestSocket[] {speaker, hearer}) {
      soon().untilAsserted(() -> assertThat(socket.texts(chat)).hasSize(said));
      assertThat(socket.sequences(chat))
          .isEqualTo(LongStream.rangeClosed(1, said).boxed().toList());
      assertThat(socket.texts(chat))
          .isEqualTo(IntStream.range(0, said).mapToObj(i -> "text " + i).toList());
      assertThat(socket.closed().isComplete()).isFalse();
    }
  }
}
