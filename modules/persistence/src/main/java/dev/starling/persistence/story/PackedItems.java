package dev.starling.persistence.story;

import dev.starling.wire.StoryId;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.StoryFeed;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The stories of one author as `feed.sql` packs them.
final class PackedItems {

  /// What PostgreSQL counts its microseconds from.
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private static final int KIND = Long.BYTES;
  private static final int AT = KIND + Short.BYTES;
  private static final int EXPIRES_AT = AT + Long.BYTES;
  private static final int SEEN = EXPIRES_AT + Long.BYTES;
  private static final int ITEM = SEEN + 1;

  private PackedItems() {}

  static List<StoryFeed.Item> read(Buffer packed) {
    List<StoryFeed.Item> items = new ArrayList<>(packed.length() / ITEM);
    for (int from = 0; from < packed.length(); from += ITEM) {
      items.add(
          new StoryFeed.Item(
              new StoryId(packed.getLong(from)),
              Kind.values()[packed.getShort(from + KIND)],
              time(packed.getLong(from + AT)),
              time(packed.getLong(from + EXPIRES_AT)),
              packed.getByte(from + SEEN) != 0));
    }
    return items;
  }

  private static Instant time(long micros) {
    return EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
