package dev.starling.persistence.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Who wrote of late, with the version of the member list that they were in. As long as it has that
/// version nobody has come or gone, and PostgreSQL need not look for them again.
///
/// Holds for one connection: a database that has lost its newest commits may give the same version
/// to another list, and it has lost its connections, too. Owned by the writer's context.
final class KnownSenders {

  private static final int UNKNOWN = 0;

  private final Cache<Member, Integer> versions;

  private record Member(long conversation, long sender) {
    static Member of(NewMessage message) {
      return new Member(message.conversation().value(), message.sender().value());
    }
  }

  KnownSenders(int most) {
    versions = Caffeine.newBuilder().executor(Runnable::run).maximumSize(most).build();
  }

  /// The version of a member list that has the sender, 0 when none is known.
  int version(NewMessage message) {
    Integer version = versions.getIfPresent(Member.of(message));
    return version == null ? UNKNOWN : version;
  }

  /// PostgreSQL took the message while the list had this version.
  void wrote(NewMessage message, int version) {
    versions.put(Member.of(message), version);
  }
}
