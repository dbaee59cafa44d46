package dev.starling.persistence.hook;

import dev.starling.persistence.Database;
import dev.starling.wire.HookId;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.Subscription;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/// Browsers that want Web Push.
public final class SubscriptionRepository {

  /// A browser as it describes itself.
  public record NewSubscription(
      HookId id, UserId user, SessionId session, String endpoint, Buffer p256dh, Buffer auth) {}

  /// The key pair of the cluster: X.509 and PKCS #8 in base64.
  public record Keys(String publicKey, String privateKey) {
    @Override
    public String toString() {
      return "Keys[publicKey=" + publicKey + ", privateKey=***]";
    }
  }

  private static final String SUBSCRIBE =
      """
      insert into push_subscription as s (id, user_id, session_id, endpoint, p256dh, auth)
        select $1, $2, $3, $4, $5, $6
         where exists (select 1 from push_subscription where user_id = $2 and endpoint = $4)
            or (select count(*) from push_subscription where user_id = $2) < $7
      on conflict (user_id, endpoint) do update
         set session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth
      returning id, endpoint, created_at
      """;

  private static final String LIST =
      """
      select s.id, s.endpoint, s.created_at
        from push_subscription s
        join session on session.id = s.session_id and session.revoked_at is null
       where s.user_id = $1
       order by s.id
      """;

  private static final String REMOVE =
      """
      with gone as (
        delete from push_subscription where id = $1 and user_id = $2 returning id
      ), unsent as (
        delete from hook_delivery where target = (select id from gone)
      )
      select id from gone
      """;

  /// Those of sessions that are over.
  private static final String REMOVE_OVER =
      """
      delete from push_subscription s
       where not exists (
             select 1 from session
              where id = s.session_id and revoked_at is null and expires_at > clock_timestamp())
      """;

  private static final String KEYS =
      """
      select public_key, private_key from vapid_key where id = 1
      """;

  private static final String ADD_KEYS =
      """
      insert into vapid_key (id, public_key, private_key) values (1, $1, $2) on conflict do nothing
      """;

  private final Database database;

  public SubscriptionRepository(Database database) {
    this.database = database;
  }

  /// Empty when the user has as many as allowed. The same endpoint again is the same subscription.
  public Future<Optional<Subscription>> add(NewSubscription added, int limit) {
    return database
        .run(
            SUBSCRIBE,
            added.id().value(),
            added.user().value(),
            added.session().value(),
            added.endpoint(),
            added.p256dh(),
            added.auth(),
            limit)
        .map(rows -> rows.stream().findFirst().map(SubscriptionRepository::subscription));
  }

  public Future<List<Subscription>> list(UserId user) {
    return database
        .run(LIST, user.value())
        .map(rows -> rows.stream().map(SubscriptionRepository::subscription).toList());
  }

  /// Whether the user had it.
  public Future<Boolean> remove(UserId user, HookId subscription) {
    return database.run(REMOVE, subscription.value(), user.value()).map(rows -> rows.size() > 0);
  }

  public Future<Void> removeOver() {
    return database.run(REMOVE_OVER).mapEmpty();
  }

  public Future<Optional<Keys>> keys() {
    return database
        .run(KEYS)
        .map(
            rows ->
                rows.stream().findFirst().map(row -> new Keys(row.getString(0), row.getString(1))));
  }

  /// Does nothing when there are some.
  public Future<Void> addKeys(Keys keys) {
    return database.run(ADD_KEYS, keys.publicKey(), keys.privateKey()).mapEmpty();
  }

  private static Subscription subscription(Row row) {
    return new Subscription(
        new HookId(row.getLong(0)), row.getString(1), row.getOffsetDateTime(2).toInstant());
  }
}
