package dev.starling.account;

import dev.starling.persistence.account.DeletionRepository;
import dev.starling.persistence.account.DeletionRepository.Deleted;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.account.DeleteAccount;
import dev.starling.wire.erasure.Erasure;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes accounts, with the bots that are theirs. What they leave in conversations is erased
/// after that by whoever keeps those.
public final class DeletionService {

  private static final Logger LOG = LoggerFactory.getLogger(DeletionService.class);

  private final SignInService signIns;
  private final DeletionRepository rows;
  private final RevocationFeed revocations;
  private final Clock clock;
  private final List<Function<UserId, Future<Void>>> farewells = new CopyOnWriteArrayList<>();

  DeletionService(
      SignInService signIns, DeletionRepository rows, RevocationFeed revocations, Clock clock) {
    this.signIns = signIns;
    this.rows = rows;
    this.revocations = revocations;
    this.clock = clock;
  }

  /// What is done for somebody who is about to be gone, so that others hear of it; the account goes
  /// whatever becomes of it.
  public void before(Function<UserId, Future<Void>> farewell) {
    farewells.add(farewell);
  }

  /// At once, on all nodes, with all sessions and sockets; for who knows the password.
  public Future<Erasure> delete(UserId user, DeleteAccount request) {
    return signIns
        .confirm(user, request.password())
        .compose(confirmed -> sayFarewell(user))
        .compose(said -> rows.delete(user, clock.instant()))
        .map(found -> found.orElseThrow(() -> notFound(user)))
        .onSuccess(deleted -> deleted.sessions().forEach(revocations::spread))
        .map(Deleted::erasure);
  }

  private Future<Void> sayFarewell(UserId user) {
    return Future.join(farewells.stream().map(farewell -> farewell.apply(user)).toList())
        .onFailure(cause -> LOG.info("not everybody hears that {} goes", user, cause))
        .transform(done -> Future.succeededFuture());
  }

  private static Failure notFound(UserId user) {
    return new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "no such user: " + user);
  }
}
