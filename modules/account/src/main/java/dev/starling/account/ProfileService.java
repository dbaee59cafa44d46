package dev.starling.account;

import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.account.PeopleRepository.Found;
import dev.starling.persistence.account.PeopleRepository.Place;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.account.ProfileChange;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import java.util.Optional;

/// People as others see them, and how they are found.
public final class ProfileService {

  private static final TextRule QUERY = new TextRule("q", 256);

  private final AccountRepository accounts;
  private final PeopleRepository people;

  ProfileService(AccountRepository accounts, PeopleRepository people) {
    this.accounts = accounts;
    this.people = people;
  }

  public Future<User> find(UserId id) {
    return accounts.find(id).map(found -> present(id, found));
  }

  /// The profile as it is after the change.
  public Future<User> change(UserId id, ProfileChange change) {
    return change.displayName() == null
        ? find(id)
        : accounts.rename(id, change.displayName()).map(found -> present(id, found));
  }

  /// Those whose username or display name begins with the text, without regard to case: first by
  /// username, then by display name.
  public Future<Page<User>> beginningWith(String text, PageRequest request) {
    return Future.succeededFuture(request)
        .map(ProfileService::after)
        .compose(
            after -> people.beginningWith(QUERY.check(text).strip(), after, request.limitAndOne()))
        .map(found -> request.page(found, last -> last.place().cursor()))
        .map(page -> new Page<>(page.items().stream().map(Found::user).toList(), page.next()));
  }

  private static Place after(PageRequest request) {
    Place after = request.after(Place::read);
    return after == null ? Place.START : after;
  }

  private static User present(UserId id, Optional<User> found) {
    return found.orElseThrow(
        () -> new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "no such user: " + id));
  }
}
