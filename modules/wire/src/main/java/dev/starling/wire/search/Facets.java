package dev.starling.wire.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.List;

/// How what was found is spread, counted over what the asker may see and nothing else.
///
/// @param people who said it, those with most first
/// @param conversations where it was said, those with most first
/// @param months when, in UTC, the latest first
/// @param counted how many messages were counted: the first ones of the list
/// @param isAll whether these are all
public record Facets(
    List<OfPerson> people,
    List<OfConversation> conversations,
    List<OfMonth> months,
    int counted,
    boolean isAll) {

  public Facets {
    people = List.copyOf(people);
    conversations = List.copyOf(conversations);
    months = List.copyOf(months);
  }

  public record OfPerson(UserId user, int count) {}

  public record OfConversation(ConversationId conversation, int count) {}

  /// @param month like `2026-11`
  public record OfMonth(String month, int count) {}
}
