package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ListId;
import dev.starling.wire.UserId;
import java.util.List;

/// Whom a story is for. A rule, and not a list of people: it is looked at each time somebody asks,
/// with lists, contacts, groups and blocks as they are then. Only the author learns it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Audience.Everyone.class, name = "everyone"),
  @JsonSubTypes.Type(value = Audience.Contacts.class, name = "contacts"),
  @JsonSubTypes.Type(value = Audience.CloseFriends.class, name = "closeFriends"),
  @JsonSubTypes.Type(value = Audience.Lists.class, name = "lists"),
  @JsonSubTypes.Type(value = Audience.Except.class, name = "except"),
  @JsonSubTypes.Type(value = Audience.Conversations.class, name = "conversations"),
})
public sealed interface Audience {

  Audience CONTACTS = new Contacts();

  /// Whoever asks.
  record Everyone() implements Audience {}

  /// The author's contacts.
  record Contacts() implements Audience {}

  /// Those whom the author has called close friends.
  record CloseFriends() implements Audience {}

  /// Whoever is in one of these lists of the author.
  record Lists(List<ListId> lists) implements Audience {
    public Lists {
      lists = some("lists", lists);
    }
  }

  /// The author's contacts without these people and those in these lists of the author.
  record Except(List<UserId> users, List<ListId> lists) implements Audience {
    public Except {
      users = Fields.each("users", users);
      lists = Fields.each("lists", lists);
      if (users.isEmpty() && lists.isEmpty()) {
        throw Fields.bad("users", "nobody is left out (expected: users or lists)");
      }
    }
  }

  /// The members of these groups, which the author is a member of, too.
  record Conversations(List<ConversationId> conversations) implements Audience {
    public Conversations {
      conversations = some("conversations", conversations);
    }
  }

  private static <T> List<T> some(String field, List<T> values) {
    List<T> each = Fields.each(field, values);
    if (each.isEmpty()) {
      throw Fields.bad(field, "missing or empty");
    }
    return each;
  }
}
