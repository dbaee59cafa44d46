package dev.starling.search;

import dev.starling.persistence.search.SavedSearchRepository;
import dev.starling.search.query.Dates;
import dev.starling.search.query.QueryParser;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SavedSearch;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.SearchName;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/// Searches that people keep. They keep the question, not what was found: who asks again finds what
/// they may read by then.
public final class SavedSearches {

  private final SavedSearchRepository repository;
  private final int max;
  private final Clock clock;

  SavedSearches(SavedSearchRepository repository, int max, Clock clock) {
    this.repository = repository;
    this.max = max;
    this.clock = clock;
  }

  /// Under a name that is there already it takes the other's place.
  public Future<SavedSearch> save(UserId user, String name, SearchMessages search) {
    String checked = SearchName.check(name);
    if (QueryParser.parse(search.q(), new Dates(search.zoneId(), clock.instant())).isEmpty()) {
      throw new IllegalStateException("a query without a clause");
    }
    return repository
        .save(user, checked, search, max)
        .map(
            saved ->
                saved.orElseThrow(
                    () ->
                        new Failure.Conflict(
                            ErrorCode.TOO_MANY_SAVED_SEARCHES,
                            "more than " + max + " saved searches")));
  }

  public Future<List<SavedSearch>> all(UserId user) {
    return repository.all(user);
  }

  public Future<Void> forget(UserId user, String name) {
    return repository
        .forget(user, SearchName.check(name))
        .map(
            found -> {
              if (!found) {
                throw new Failure.NotFound(
                    ErrorCode.SAVED_SEARCH_NOT_FOUND, "no saved search of this name");
              }
              return null;
            });
  }
}
