package dev.starling.persistence.event;

/// What `event.kind` means. The numbers are stored: append only.
enum EventKind {
  MESSAGE(0),
  CREATED(1),
  EDITED(2),
  DELETED(3),
  REACTED(4),
  PINNED(5),
  MEMBER_JOINED(20),
  MEMBER_LEFT(21),
  MEMBER_REMOVED(22),
  MEMBER_BANNED(23),
  ROLE_CHANGED(24),
  CHANGED(25),
  MEMBER_MUTED(26),
  CONVERSATION_DELETED(27),
  HIDDEN(40),
  SETTINGS_CHANGED(41),
  BOOKMARKED(42),
  DRAFTED(43),
  TIMER_CHANGED(44),
  SCHEDULED_CHANGED(45),
  CONVERSATION_CLEARED(46),
  POLL_VOTED(60),
  POLL_CLOSED(61);

  private final int number;

  EventKind(int number) {
    this.number = number;
  }

  static EventKind of(int number) {
    for (EventKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalStateException("event.kind " + number + " is of a newer release");
  }
}
