package dev.starling.wire.story;

import dev.starling.wire.ClientId;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Somebody wants to post a story.
///
/// @param text at most 700 characters: instead of parts, for a story of this text alone
/// @param parts its pages in their order, instead of a text
/// @param caption at most 700 characters, or null
/// @param mentions whom the caption or the parts mention, null for nobody
/// @param audience whom it is for, null for the author's contacts
/// @param lifetimeHours 6, 12, 24 or 48; null for what is usual here
/// @param clientId the author's own name for it, at most 64 characters, or null: the same name
///   again is the same story
public record NewStory(
    String text,
    List<NewPart> parts,
    String caption,
    List<UserId> mentions,
    Audience audience,
    Integer lifetimeHours,
    String clientId) {

  public static final int TEXT_CHARACTERS_MAX = 700;
  public static final int LIFETIME_HOURS_MAX = 48;

  private static final Set<Integer> LIFETIMES = Set.of(6, 12, 24, LIFETIME_HOURS_MAX);

  public NewStory {
    if (parts == null || parts.isEmpty()) {
      text = Fields.text("text", text, TEXT_CHARACTERS_MAX);
      parts = List.of(NewPart.text(text));
    } else if (text != null) {
      throw Fields.bad("text", "not together with parts");
    } else if (parts.stream().anyMatch(Objects::isNull)) {
      throw Fields.bad("parts", "hold null");
    }
    parts = List.copyOf(parts);
    caption = caption(caption);
    mentions = Fields.each("mentions", mentions);
    audience = audience == null ? Audience.CONTACTS : audience;
    if (lifetimeHours != null && !LIFETIMES.contains(lifetimeHours)) {
      throw Fields.bad("lifetimeHours", lifetimeHours + " (expected: 6, 12, 24 or 48)");
    }
    clientId = clientId == null ? null : ClientId.check(clientId);
  }

  /// Nothing but a text, for the author's contacts.
  public NewStory(String text, String clientId) {
    this(text, null, null, null, null, null, clientId);
  }

  /// Null for none, which a blank one is, too.
  static String caption(String value) {
    String fit = Fields.optionalText("caption", value, TEXT_CHARACTERS_MAX);
    return fit == null || fit.isBlank() ? null : fit;
  }
}
