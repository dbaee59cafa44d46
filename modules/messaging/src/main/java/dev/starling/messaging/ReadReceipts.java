package dev.starling.messaging;

import dev.starling.persistence.account.PrivacyRepository;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Set;

/// Who sees how far others have read. It holds both ways, in groups as between two: whoever hides
/// it sees it of nobody else, so nobody hides only to watch.
final class ReadReceipts {

  private final PrivacyRepository settings;

  ReadReceipts(PrivacyRepository settings) {
    this.settings = settings;
  }

  /// What holds between these people now.
  Future<Between> among(Collection<UserId> people) {
    return people.size() < 2
        ? Future.succeededFuture(new Between(Set.of()))
        : settings.withoutReadReceipts(people).map(Between::new);
  }

  /// @param hiding who shows it to nobody
  record Between(Set<UserId> hiding) {

    /// One's own devices always know.
    boolean shows(UserId reader, UserId viewer) {
      return reader.equals(viewer) || !(hiding.contains(reader) || hiding.contains(viewer));
    }
  }
}
