package dev.starling.messaging.audience;

import dev.starling.persistence.conversation.MemberList;

/// What is remembered of one conversation. Safe for use by any thread.
sealed interface Kept permits Kept.Small, Plan {

  /// Null when a change of the member list up to this version is missing here.
  Audience audience(int version);

  /// What it weighs.
  int entries();

  /// Few members: looking for each of them costs less than keeping track of them.
  record Small(int version, Audience audience) implements Kept {

    static Small of(MemberList list) {
      return new Small(list.version(), Audience.everyone(list.members()));
    }

    @Override
    public Audience audience(int wanted) {
      return version >= wanted ? audience : null;
    }

    @Override
    public int entries() {
      return audience.memberCount();
    }
  }
}
