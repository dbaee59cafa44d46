package dev.starling.wire.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.List;

/// Whom and what somebody may mean while they type a name.
///
/// @param people contacts first, then by how well the name fits
/// @param conversations groups of one's own, by how well the title fits, then the latest active
///   first
public record Suggestions(List<Person> people, List<Group> conversations) {

  public Suggestions {
    people = List.copyOf(people);
    conversations = List.copyOf(conversations);
  }

  /// @param highlight the name that fits, as HTML: what fits is inside `<em>`
  public record Person(
      UserId id, String username, String displayName, boolean isContact, String highlight) {}

  /// @param highlight the title as HTML: what fits is inside `<em>`
  public record Group(ConversationId id, String title, String highlight) {}
}
