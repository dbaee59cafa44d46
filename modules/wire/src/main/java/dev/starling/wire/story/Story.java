package dev.starling.wire.story;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// A story, whole.
///
/// @param kind of its first part
/// @param text of its first part, null where that is no text
/// @param parts its pages in their order, at least one
/// @param caption null for none
/// @param mentions null for nobody
/// @param audience told to its author alone, null to everybody else
/// @param resharedFrom the story that it shows again, null for none
/// @param expiresAt from then on nobody sees it
/// @param editedAt when its caption or mentions were changed last, null for never
public record Story(
    StoryId id,
    UserId author,
    Kind kind,
    String text,
    List<Part> parts,
    String caption,
    List<UserId> mentions,
    Audience audience,
    Original resharedFrom,
    Instant at,
    Instant expiresAt,
    Instant editedAt) {

  /// @param author who has posted it first
  public record Original(StoryId id, UserId author) {}

  public Story {
    parts = List.copyOf(parts);
    mentions = mentions == null || mentions.isEmpty() ? null : List.copyOf(mentions);
  }

  /// Nothing but a text, for the author's contacts.
  public static Story ofText(
      StoryId id, UserId author, String text, Instant at, Instant expiresAt) {
    return new Story(
        id,
        author,
        Kind.TEXT,
        text,
        List.of(Part.text(text)),
        null,
        null,
        Audience.CONTACTS,
        null,
        at,
        expiresAt,
        null);
  }

  /// As everybody but its author sees it.
  public Story forViewer() {
    return new Story(
        id,
        author,
        kind,
        text,
        parts,
        caption,
        mentions,
        null,
        resharedFrom,
        at,
        expiresAt,
        editedAt);
  }
}
