package dev.starling.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.search.MessageText;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageDocumentTest {

  private static final MessageDocument DOCUMENT =
      MessageDocument.of(
          new MessageText(
              new ConversationId(9),
              42,
              new UserId(7),
              Instant.parse("2026-12-31T23:59:59.999999Z"),
              "a\nline"));

  @Test
  void itsNameAndIndexFollowFromTheMessageAlone() {
    assertThat(DOCUMENT.id()).isEqualTo("c9:42");
    assertThat(DOCUMENT.routing()).isEqualTo("c9");
    assertThat(DOCUMENT.index("starling")).isEqualTo("starling-message-2026.12");
  }

  @Test
  void itIsOneLineOfJson() {
    assertThat(new String(DOCUMENT.json(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"conversation":"c9","seq":42,"sender":"u7","at":"2026-12-31T23:59:59.999Z","text":"a\\nline"}\
            """);
  }
}
