package dev.starling.account;

import dev.starling.account.Attempts.Admission;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.Credentials;
import dev.starling.persistence.account.NewAccount;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Password;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways in: a new account, or the password of one.
public final class SignInService {

  private static final Logger LOG = LoggerFactory.getLogger(SignInService.class);

  private final AccountRepository accounts;
  private final SessionService sessions;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Suspensions suspensions;
  private final IdSource ids;
  private final Clock clock;

  SignInService(
      AccountRepository accounts,
      SessionService sessions,
      Passwords passwords,
      Attempts attempts,
      Suspensions suspensions,
      IdSource ids,
      Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.passwords = passwords;
    this.attempts = attempts;
    this.suspensions = suspensions;
    this.ids = ids;
    this.clock = clock;
  }

  /// @param address of the client, as the socket says it
  public Future<SignedIn> register(Registration request, String address) {
    return attempts
        .registration(address)
        .compose(admission -> passwords.hash(request.password()))
        .compose(hash -> add(request, hash))
        .compose(user -> sessions.open(user, request.device()));
  }

  /// @param address of the client, as the socket says it
  public Future<SignedIn> signIn(SignIn request, String address) {
    return attempts
        .signIn(address)
        .compose(admission -> attempts.password(request.username()))
        .compose(admission -> checked(request, admission))
        .compose(user -> sessions.open(user, request.device()))
        .compose(signedIn -> suspensions.check(signedIn.user().id()).map(allowed -> signedIn));
  }

  /// Succeeds for somebody who is signed in and knows their password; a wrong one counts as at a
  /// sign-in.
  Future<Void> confirm(UserId user, Password password) {
    return accounts
        .find(user)
        .map(found -> found.filter(User::isThere).orElseThrow(SignInService::isWrong))
        .compose(
            known ->
                attempts
                    .password(known.username())
                    .compose(
                        admission ->
                            checked(new SignIn(known.username(), password, null), admission)))
        .mapEmpty();
  }

  private Future<User> add(Registration request, String hash) {
    UserId id = new UserId(ids.next());
    return accounts
        .add(new NewAccount(id, request.username(), request.displayName(), hash, clock.instant()))
        .map(added -> new User(id, request.username(), request.displayName()))
        .recover(
            cause ->
                Future.failedFuture(
                    AccountRepository.isUsernameTaken(cause)
                        ? new Failure.Conflict(
                            ErrorCode.USERNAME_TAKEN, "taken: " + request.username())
                        : cause));
  }

  private Future<User> checked(SignIn request, Admission admission) {
    return authenticated(request)
        .transform(
            (user, cause) -> {
              Future<User> outcome =
                  cause == null ? Future.succeededFuture(user) : Future.failedFuture(cause);
              // Only a wrong password counts against the account: not a right one, nor our own
              // trouble.
              return isWrongPassword(cause)
                  ? outcome
                  : attempts.takeBack(admission).transform(takenBack -> outcome);
            });
  }

  private Future<User> authenticated(SignIn request) {
    return accounts
        .credentials(request.username())
        .compose(found -> matching(found, request.password()))
        // Nobody waits for it, and what fails now is done at the next sign-in.
        .onSuccess(credentials -> upgradeIfOutdated(credentials, request.password()))
        .map(Credentials::user);
  }

  private Future<Credentials> matching(Optional<Credentials> found, Password password) {
    return passwords
        .matches(password, found.map(Credentials::passwordHash))
        .map(
            matches -> {
              if (!matches) {
                throw isWrong();
              }
              return found.orElseThrow();
            });
  }

  private void upgradeIfOutdated(Credentials old, Password password) {
    if (passwords.isOutdated(old.passwordHash())) {
      passwords
          .hash(password)
          .compose(hash -> accounts.replaceHash(old.user().id(), old.passwordHash(), hash))
          .onFailure(cause -> LOG.info("the password hash of {} stays", old.user().id(), cause));
    }
  }

  private static Failure isWrong() {
    return new Failure.Unauthenticated(
        ErrorCode.BAD_CREDENTIALS, "no account with this username and password");
  }

  private static boolean isWrongPassword(Throwable cause) {
    return cause instanceof Failure failure && failure.code() == ErrorCode.BAD_CREDENTIALS;
  }
}
