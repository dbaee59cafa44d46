package dev.starling.persistence.story;

import static dev.starling.persistence.Rows.instant;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.Part;
import dev.starling.wire.story.Story;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.Stream;

/// A story as its table has it. A plain text has no content.
final class StoryRow {

  /// Of the story in `s`.
  static final String COLUMNS =
      """
      s.id, s.author_id, s.kind, s.text, s.content::text, s.caption, s.mentions, s.audience, s.audience_ids,
      s.audience_users, s.reshare_of, s.reshare_author, s.at, s.expires_at, s.edited_at
      """;

  private StoryRow() {}

  /// Null for a plain text.
  static String content(Story story) {
    return story.parts().equals(List.of(Part.text(story.text())))
        ? null
        : Json.write(story.parts());
  }

  /// As its author sees it.
  static Story story(Row row) {
    String text = row.getString(3);
    String content = row.getString(4);
    List<Part> parts =
        content == null ? List.of(Part.text(text)) : List.of(Json.read(content, Part[].class));
    return new Story(
        new StoryId(row.getLong(0)),
        new UserId(row.getLong(1)),
        Kind.values()[row.getShort(2)],
        parts.getFirst().text(),
        parts,
        row.getString(5),
        users(row.getArrayOfLongs(6)),
        audience(row),
        row.getLong(10) == null || row.getLong(11) == null
            ? null
            : new Story.Original(new StoryId(row.getLong(10)), new UserId(row.getLong(11))),
        instant(row, 12),
        instant(row, 13),
        instant(row, 14));
  }

  private static Audience audience(Row row) {
    return new AudienceColumns(row.getShort(7), row.getArrayOfLongs(8), row.getArrayOfLongs(9))
        .audience();
  }

  private static List<UserId> users(Long[] ids) {
    return ids == null ? null : Stream.of(ids).map(UserId::new).toList();
  }
}
