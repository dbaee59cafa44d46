package dev.starling.search;

import dev.starling.persistence.search.PeopleRepository;
import dev.starling.persistence.search.PeopleRepository.Found;
import dev.starling.persistence.search.PeopleRepository.Place;
import dev.starling.wire.Cursor;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.search.PersonHit;
import io.vertx.core.Future;
import java.io.IOException;

/// Finds people by the beginning of their username or display name, usernames first.
final class PeopleSearch {

  private static final long BY_USERNAME = 0;
  private static final long BY_DISPLAY_NAME = 1;

  private final PeopleRepository people;

  PeopleSearch(PeopleRepository people) {
    this.people = people;
  }

  Future<Page<PersonHit>> find(String q, PageRequest page) {
    String beginning = Words.checked(q).strip();
    Place after = page.after(PeopleSearch::place);
    return people
        .byPrefix(beginning, after == null ? Place.FIRST : after, page.limitAndOne())
        .map(found -> page.page(found, PeopleSearch::cursor))
        .map(found -> hits(beginning, found));
  }

  private static Page<PersonHit> hits(String beginning, Page<Found> found) {
    return new Page<>(
        found.items().stream().map(person -> hit(beginning, person)).toList(), found.next());
  }

  private static PersonHit hit(String beginning, Found found) {
    User user = found.user();
    String name = found.place().byDisplayName() ? user.displayName() : user.username();
    boolean begins = name.regionMatches(true, 0, beginning, 0, beginning.length());
    return new PersonHit(
        user.id(),
        user.username(),
        user.displayName(),
        Highlight.beginning(name, begins ? beginning.length() : 0));
  }

  private static String cursor(Found last) {
    Place place = last.place();
    return Cursor.of(
        place.byDisplayName() ? BY_DISPLAY_NAME : BY_USERNAME, place.name(), place.user().value());
  }

  private static Place place(Cursor.Reader in) throws IOException {
    long kind = in.number();
    String name = in.text();
    if ((kind != BY_USERNAME && kind != BY_DISPLAY_NAME) || name.indexOf(0) >= 0) {
      throw new IllegalArgumentException("no place of a person");
    }
    return new Place(kind == BY_DISPLAY_NAME, name, new UserId(in.number()));
  }
}
