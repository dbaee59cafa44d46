package dev.starling.search.index;

import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.NameRepository.Unread;
import java.util.List;

/// What only PostgreSQL knows of the asker, and what keeps the index from finding everything.
///
/// @param messages only these are of interest, null for all
/// @param unread only what is here and behind these places, null for all
public record Own(List<MessageKey> messages, List<Unread> unread) {

  public static final Own NONE = new Own(null, null);

  public Own {
    messages = messages == null ? null : List.copyOf(messages);
    unread = unread == null ? null : List.copyOf(unread);
  }
}
