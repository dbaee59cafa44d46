package dev.starling.persistence.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a message has or is. The names are those of `message_marks` and `personal_marks` in
/// `V120__finding.sql`.
public enum Mark {
  LINK,
  IMAGE,
  VIDEO,
  /// Any file, pictures among them.
  FILE,
  POLL,
  REACTION,
  /// In a thread: a reply, or what is replied to.
  THREAD,
  PINNED,
  EDITED,
  /// For one reader, as the next ones.
  UNREAD,
  BOOKMARKED,
  MENTIONED;

  /// As PostgreSQL and the index have it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<Mark> of(String[] names) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    Arrays.stream(names).map(name -> valueOf(name.toUpperCase(Locale.ROOT))).forEach(marks::add);
    return marks;
  }
}
