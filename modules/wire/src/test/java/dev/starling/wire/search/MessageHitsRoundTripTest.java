package dev.starling.wire.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageHitsRoundTripTest {

  private static final MessageHits HITS =
      new MessageHits(
          List.of(
              new MessageHit(
                  new ConversationId(9),
                  42,
                  new UserId(7),
                  Instant.parse("2026-11-23T10:00:00.123Z"),
                  "hi",
                  "<em>hi</em>",
                  null,
                  null)),
          null,
          Instant.parse("2026-11-23T10:00:01Z"),
          null);

  @Test
  void theBytesAreThoseThatClientsRelyOn() {
    assertThat(Json.write(HITS))
        .isEqualTo(
            """
            {"items":[{"conversation":"c9","seq":42,"sender":"u7","at":"2026-11-23T10:00:00.123Z",\
            "text":"hi","highlight":"<em>hi</em>"}],"next":null,\
            "indexedThrough":"2026-11-23T10:00:01.000Z"}\
            """);
  }

  @Test
  void whatIsWrittenIsRead() {
    PersonHit person = new PersonHit(new UserId(7), "ada", "Ada", "<em>Ad</em>a");

    assertThat(Json.read(Json.bytes(HITS), MessageHits.class)).isEqualTo(HITS);
    assertThat(Json.read(Json.bytes(person), PersonHit.class)).isEqualTo(person);
  }
}
