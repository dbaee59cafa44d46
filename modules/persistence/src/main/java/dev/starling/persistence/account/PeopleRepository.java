package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.Cursor;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Names;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.List;

/// Finds people by how their username or their display name begins: first by username, then those
/// whom only the display name finds, each in the order of that name.
public final class PeopleRepository {

  /// Sorts behind every name.
  private static final String LAST = "\uDBFF\uDFFF";

  /// A range is a prefix without wildcards, and reads the index whatever the parameters are. The
  /// second list is not looked at while the first one fills the page.
  static final String BEGINNING_WITH =
      """
      with by_username as materialized (
        select id, username, display_name, username_key as username_place, '' as display_place, 0::bigint as id_place
          from account
         where username_key >= $1 and username_key < $2 and username_key > $3
         order by username_key
         limit $6
      )
      select id, username, display_name, username_place, display_place, id_place from by_username
       union all
      (select id, username, display_name, $7::text, display_key, id
         from account
        where display_key >= $1 and display_key < $2 and (display_key, id) > ($4, $5)
          and not (username_key >= $1 and username_key < $2)
        order by display_key, id
        limit $6 - (select count(*) from by_username))
       order by username_place, display_place, id_place
      """;

  /// How far a search has come in each of its two lists.
  public record Place(String username, String displayName, UserId id) {

    public static final Place START = new Place("", "", new UserId(0));

    public static Place read(Cursor.Reader in) throws IOException {
      return new Place(in.text(), in.text(), new UserId(in.number()));
    }

    public String cursor() {
      return Cursor.of(username, displayName, id.value());
    }
  }

  /// @param place the search goes on behind this one from here
  public record Found(User user, Place place) {}

  private final Database database;

  public PeopleRepository(Database database) {
    this.database = database;
  }

  public Future<List<Found>> beginningWith(String text, Place after, int limit) {
    String prefix = Names.key(text);
    return database
        .run(
            BEGINNING_WITH,
            prefix,
            prefix + LAST,
            after.username(),
            after.displayName(),
            after.id().value(),
            limit,
            LAST)
        .map(rows -> rows.stream().map(PeopleRepository::found).toList());
  }

  private static Found found(Row row) {
    return new Found(
        new User(new UserId(row.getLong(0)), row.getString(1), row.getString(2)),
        new Place(row.getString(3), row.getString(4), new UserId(row.getLong(5))));
  }
}
