package dev.starling.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.search.Mark;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.MessageVersion;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageDocumentTest {

  private static final Instant LAST_OF_THE_YEAR = Instant.parse("2026-12-31T23:59:59.999999Z");

  @Test
  void itsNameAndIndexFollowFromTheMessageAlone() {
    assertThat(MessageDocument.id(new ConversationId(9), 42)).isEqualTo("c9:42");
    assertThat(new IndexNames("starling").index(3, LAST_OF_THE_YEAR))
        .isEqualTo("starling-message-v2-g3-2026.12");
  }

  @Test
  void itIsWordsOnOneLineOfJson() {
    MessageText message =
        new MessageText(
            new ConversationId(9),
            42,
            new UserId(7),
            LAST_OF_THE_YEAR,
            "Call\ngetName, 日本",
            Set.of(Mark.POLL, Mark.LINK));

    byte[] json = MessageDocument.of(new MessageVersion(message, List.of("u3"), 42)).json();

    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"conversation":"c9","seq":42,"sender":"u7","at":"2026-12-31T23:59:59.999Z",\
            "words":"call get name 日 本","wholes":"getname","inners":"",\
            "marks":["link","poll"],"mentions":["u3"]}\
            """);
  }
}
