package dev.starling.account;

import dev.starling.persistence.account.PrivacyRepository;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Privacy;
import dev.starling.wire.account.PrivacyChange;
import io.vertx.core.Future;

/// What somebody shows of themselves. Who sees whom is asked of the database when it matters;
/// whoever keeps the answer listens to [VisibilityChanges].
public final class PrivacyService {

  private final PrivacyRepository settings;
  private final VisibilityChanges changes;

  PrivacyService(PrivacyRepository settings, VisibilityChanges changes) {
    this.settings = settings;
    this.changes = changes;
  }

  public Future<Privacy> find(UserId user) {
    return settings.find(user).map(found -> found.orElse(Privacy.DEFAULTS));
  }

  /// The settings as they are after the change.
  public Future<Privacy> change(UserId user, PrivacyChange change) {
    return settings.change(user, change).onSuccess(changed -> changes.announce(user, null));
  }
}
