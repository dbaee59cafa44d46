package dev.starling.story;

import dev.starling.persistence.story.ListRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.ListId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.AudienceList;
import dev.starling.wire.story.ListName;
import io.vertx.core.Future;
import java.time.Clock;

/// The lists that people choose audiences by, and the authors whose stories they want apart. Both
/// belong to their owner: nobody learns that they are in one. Doing anything here twice is the same
/// as once. May be called from any thread.
public final class ListService {

  /// @param isNew false when there was one of that name already
  public record Made(AudienceList list, boolean isNew) {}

  private static final UserId FIRST = new UserId(0);

  private final ListRepository lists;
  private final Spread spread;
  private final IdSource ids;
  private final Clock clock;
  private final StoryLimits limits;

  ListService(ListRepository lists, Spread spread, IdSource ids, Clock clock, StoryLimits limits) {
    this.lists = lists;
    this.spread = spread;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  public Future<Page<AudienceList>> lists(UserId owner) {
    return lists.lists(owner).map(Page::last);
  }

  public Future<Made> make(UserId owner, ListName wanted) {
    return lists
        .make(owner, new ListId(ids.next()), wanted.name(), limits.listsMax())
        .compose(
            outcome ->
                switch (outcome.made()) {
                  case MADE, THERE ->
                      find(owner, outcome.id())
                          .map(list -> new Made(list, outcome.made() == ListRepository.Made.MADE));
                  case TOO_MANY_LISTS ->
                      Future.failedFuture(
                          new Failure.Conflict(
                              ErrorCode.TOO_MANY_LISTS,
                              "you have " + limits.listsMax() + " lists, as many as allowed"));
                });
  }

  public Future<AudienceList> rename(UserId owner, ListId id, ListName wanted) {
    return onesOwn(id)
        .compose(any -> find(owner, id))
        .compose(any -> lists.rename(owner, id, wanted.name()))
        .compose(
            renamed ->
                renamed
                    ? find(owner, id)
                    : Future.failedFuture(
                        new Failure.Conflict(
                            ErrorCode.LIST_NAME_TAKEN, "name: another list of yours has it")));
  }

  /// Nobody sees more for it: whom it left out of stories stays left out of those.
  public Future<Void> delete(UserId owner, ListId id) {
    return onesOwn(id)
        .compose(any -> lists.delete(owner, id, clock.instant()))
        .compose(deleted -> deleted ? Future.succeededFuture() : Future.failedFuture(notFound(id)));
  }

  public Future<Page<User>> members(UserId owner, ListId id, PageRequest page) {
    return Future.succeededFuture(page)
        .map(ListService::after)
        .compose(
            after ->
                find(owner, id).compose(any -> lists.members(owner, id, after, page.limitAndOne())))
        .map(found -> page.page(found, ListService::cursor));
  }

  /// Whoever is in it sees from now on what is for the list, also what was posted before.
  public Future<Void> add(UserId owner, ListId id, UserId user) {
    return somebodyElse(owner, user)
        .compose(any -> lists.add(owner, id, user, limits.listedMax()))
        .compose(
            refusal ->
                refusal
                    .<Future<Void>>map(why -> Future.failedFuture(refused(why, id, user)))
                    .orElseGet(() -> spread.audienceChanged(owner, user, clock.instant())));
  }

  public Future<Void> remove(UserId owner, ListId id, UserId user) {
    return find(owner, id).compose(any -> lists.remove(owner, id, user));
  }

  /// Whose stories are apart from the others.
  public Future<Page<User>> muted(UserId owner, PageRequest page) {
    return Future.succeededFuture(page)
        .map(ListService::after)
        .compose(after -> lists.muted(owner, after, page.limitAndOne()))
        .map(found -> page.page(found, ListService::cursor));
  }

  public Future<Void> mute(UserId owner, UserId author) {
    return somebodyElse(owner, author)
        .compose(any -> lists.mute(owner, author))
        .compose(there -> there ? Future.succeededFuture() : Future.failedFuture(nobody(author)));
  }

  public Future<Void> unmute(UserId owner, UserId author) {
    return lists.unmute(owner, author);
  }

  private Future<AudienceList> find(UserId owner, ListId id) {
    return lists.find(owner, id).map(found -> found.orElseThrow(() -> notFound(id)));
  }

  private static Failure refused(ListRepository.Refusal why, ListId id, UserId user) {
    return switch (why) {
      case LIST_NOT_FOUND -> notFound(id);
      case USER_NOT_FOUND -> nobody(user);
      case TOO_MANY_LISTED ->
          new Failure.Conflict(
              ErrorCode.TOO_MANY_LISTED, "the list " + id + " has as many people as allowed");
    };
  }

  /// Close friends are everybody's.
  private static Future<Void> onesOwn(ListId id) {
    return id.isCloseFriends()
        ? Future.failedFuture(
            new Failure.Forbidden(
                ErrorCode.NOT_ALLOWED, "closeFriends is neither renamed nor deleted"))
        : Future.succeededFuture();
  }

  private static Future<Void> somebodyElse(UserId owner, UserId user) {
    return owner.equals(user)
        ? Future.failedFuture(
            new Failure.Invalid(ErrorCode.BAD_FIELD, "user: yourself (expected: somebody else)"))
        : Future.succeededFuture();
  }

  private static UserId after(PageRequest page) {
    UserId after = page.after(in -> new UserId(in.number()));
    return after == null ? FIRST : after;
  }

  private static String cursor(User last) {
    return Cursor.of(last.id().value());
  }

  private static Failure.NotFound notFound(ListId id) {
    return new Failure.NotFound(ErrorCode.LIST_NOT_FOUND, "no list " + id + " of yours");
  }

  private static Failure.NotFound nobody(UserId id) {
    return new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "no such user: " + id);
  }
}
