package dev.starling.search;

import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.account.PeopleRepository.Place;
import dev.starling.search.query.QueryParser;
import dev.starling.search.text.Highlight;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.account.User;
import dev.starling.wire.search.PersonHit;
import io.vertx.core.Future;
import java.util.Locale;

/// Finds people by the beginning of their username or display name, usernames first.
final class PeopleSearch {

  private final PeopleRepository people;

  PeopleSearch(PeopleRepository people) {
    this.people = people;
  }

  Future<Page<PersonHit>> find(String q, PageRequest page) {
    String beginning = QueryParser.checked(q).strip();
    Place after = page.after(Place::read);
    return people
        .beginningWith(beginning, after == null ? Place.START : after, page.limitAndOne())
        .map(found -> page.page(found, last -> last.place().cursor()))
        .map(
            found ->
                new Page<>(
                    found.items().stream().map(one -> hit(beginning, one.user())).toList(),
                    found.next()));
  }

  private static PersonHit hit(String beginning, User user) {
    return new PersonHit(
        user.id(), user.username(), user.displayName(), highlight(beginning, user));
  }

  private static String highlight(String beginning, User user) {
    String name = beginsWith(user.username(), beginning) ? user.username() : user.displayName();
    return Highlight.beginning(name, beginsWith(name, beginning) ? beginning.length() : 0);
  }

  private static boolean beginsWith(String name, String beginning) {
    return name.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT));
  }
}
