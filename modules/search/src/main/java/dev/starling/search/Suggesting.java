package dev.starling.search;

import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.account.PeopleRepository.Place;
import dev.starling.persistence.search.SuggestionRepository;
import dev.starling.persistence.search.SuggestionRepository.Titled;
import dev.starling.search.query.QueryParser;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Names;
import dev.starling.wire.account.User;
import dev.starling.wire.search.Suggestions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Suggests people and groups while somebody types a name. One's contacts come first, and one typo
/// is no matter.
final class Suggesting {

  /// Of people, and of groups: who does not see whom they mean types on.
  private static final int SHOWN_MAX = 20;

  private static final int CONTACTS_MAX = 5_000;
  private static final int TITLES_MAX = 5_000;

  /// Shorter names are too like each other.
  private static final int TYPO_FROM = 4;

  private record Fit(User user, boolean isContact, NameMatch match) {}

  private record Titles(Titled group, NameMatch match) {}

  private final SuggestionRepository suggestions;
  private final PeopleRepository people;

  Suggesting(SuggestionRepository suggestions, PeopleRepository people) {
    this.suggestions = suggestions;
    this.people = people;
  }

  Future<Suggestions> of(UserId asker, String q) {
    String typed = QueryParser.checked(q).strip();
    Future<List<User>> contacts = suggestions.contacts(asker, CONTACTS_MAX);
    Future<List<Titled>> titles = suggestions.titled(asker, TITLES_MAX);
    Future<List<User>> others =
        people
            .beginningWith(typed, Place.START, SHOWN_MAX)
            .map(found -> found.stream().map(PeopleRepository.Found::user).toList())
            .compose(found -> withTypos(typed, found));
    return Future.all(contacts, titles, others)
        .map(
            all ->
                new Suggestions(
                    people(typed, contacts.result(), others.result()),
                    groups(typed, titles.result())));
  }

  private Future<List<User>> withTypos(String typed, List<User> found) {
    if (found.size() >= SHOWN_MAX || typed.length() < TYPO_FROM) {
      return Future.succeededFuture(found);
    }
    return suggestions
        .nearly(Names.key(typed), SHOWN_MAX)
        .map(near -> Stream.concat(found.stream(), near.stream()).toList());
  }

  private static List<Suggestions.Person> people(
      String typed, List<User> contacts, List<User> others) {
    Map<UserId, Fit> fits = new HashMap<>();
    contacts.forEach(user -> add(fits, typed, user, true));
    others.forEach(user -> add(fits, typed, user, false));
    return fits.values().stream()
        .sorted(
            Comparator.comparing((Fit fit) -> !fit.isContact())
                .thenComparing(Fit::match, NameMatch.BEST_FIRST)
                .thenComparing(fit -> Names.key(fit.user().username())))
        .limit(SHOWN_MAX)
        .map(
            fit ->
                new Suggestions.Person(
                    fit.user().id(),
                    fit.user().username(),
                    fit.user().displayName(),
                    fit.isContact(),
                    fit.match().highlight()))
        .toList();
  }

  private static void add(Map<UserId, Fit> fits, String typed, User user, boolean isContact) {
    NameMatch match = best(typed, user);
    if (match != null) {
      fits.putIfAbsent(user.id(), new Fit(user, isContact, match));
    }
  }

  private static NameMatch best(String typed, User user) {
    return Stream.of(user.displayName(), user.username())
        .map(name -> NameMatch.of(typed, name))
        .filter(Objects::nonNull)
        .min(NameMatch.BEST_FIRST)
        .orElse(null);
  }

  /// Those that fit equally stay in their order: the latest active first.
  private static List<Suggestions.Group> groups(String typed, List<Titled> titles) {
    List<Titles> fits = new ArrayList<>();
    for (Titled group : titles) {
      NameMatch match = NameMatch.of(typed, group.title());
      if (match != null) {
        fits.add(new Titles(group, match));
      }
    }
    return fits.stream()
        .sorted(Comparator.comparing(Titles::match, NameMatch.BEST_FIRST))
        .limit(SHOWN_MAX)
        .map(
            fit ->
                new Suggestions.Group(
                    fit.group().id(), fit.group().title(), fit.match().highlight()))
        .toList();
  }
}
