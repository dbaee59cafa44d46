package dev.starling.persistence.story;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ListId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Audience;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// An audience in three columns.
///
/// @param kind 0 everyone, 1 contacts, 2 close friends, 3 lists, 4 except, 5 conversations
/// @param ids of lists or conversations
/// @param users who is left out
record AudienceColumns(short kind, Long[] ids, Long[] users) {

  private static final Long[] NONE = {};

  static AudienceColumns of(Audience audience) {
    return switch (audience) {
      case Audience.Everyone everyone -> new AudienceColumns((short) 0, NONE, NONE);
      case Audience.Contacts contacts -> new AudienceColumns((short) 1, NONE, NONE);
      case Audience.CloseFriends friends ->
          new AudienceColumns((short) 2, new Long[] {ListId.CLOSE_FRIENDS.value()}, NONE);
      case Audience.Lists some ->
          new AudienceColumns((short) 3, values(some.lists(), ListId::value), NONE);
      case Audience.Except most ->
          new AudienceColumns(
              (short) 4, values(most.lists(), ListId::value), values(most.users(), UserId::value));
      case Audience.Conversations groups ->
          new AudienceColumns(
              (short) 5, values(groups.conversations(), ConversationId::value), NONE);
    };
  }

  Audience audience() {
    return switch (kind) {
      case 0 -> new Audience.Everyone();
      case 1 -> Audience.CONTACTS;
      case 2 -> new Audience.CloseFriends();
      case 3 -> new Audience.Lists(list(ids, ListId::new));
      case 4 -> new Audience.Except(list(users, UserId::new), list(ids, ListId::new));
      case 5 -> new Audience.Conversations(list(ids, ConversationId::new));
      default -> throw new IllegalStateException("story.audience: " + kind);
    };
  }

  private static <T> Long[] values(Collection<T> ids, ToLongFunction<T> value) {
    return ids.stream().map(value::applyAsLong).toArray(Long[]::new);
  }

  private static <T> List<T> list(Long[] values, LongFunction<T> id) {
    return Stream.of(values).map(id::apply).toList();
  }
}
