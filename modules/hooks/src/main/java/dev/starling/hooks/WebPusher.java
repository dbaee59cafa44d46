package dev.starling.hooks;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import dev.starling.outbound.Outbound;
import dev.starling.outbound.Outbound.Answer;
import dev.starling.outbound.Outbound.Request;
import dev.starling.persistence.hook.Delivery.Subscription;
import dev.starling.persistence.hook.SubscriptionRepository;
import dev.starling.persistence.hook.SubscriptionRepository.Keys;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.hook.PushNotice;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Base64;

/// Web Push: encrypted for one browser (RFC 8291), signed for its push service (RFC 8292).
///
/// The key pair is made by the first node that needs it and kept in the database: browsers
/// subscribe with it, and a new one would end all subscriptions.
final class WebPusher {

  /// The most that every push service takes, less what encryption adds, and then some for the rest
  /// of the notice.
  private static final int TEXT_CHARACTERS_MAX = 500;

  private final Vertx vertx;
  private final SubscriptionRepository repository;
  private final Outbound outbound;
  private final PushConfig config;
  private volatile VapidKeys keys;

  WebPusher(Vertx vertx, SubscriptionRepository repository, Outbound outbound, PushConfig config) {
    this.vertx = vertx;
    this.repository = repository;
    this.outbound = outbound;
    this.config = config;
  }

  /// What browsers subscribe with. Fails with [Failure.NotFound], PUSH_OFF.
  Future<String> publicKey() {
    return keys()
        .map(
            pair ->
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(pair.getApplicationServerKey()));
  }

  Future<Answer> send(Subscription to, PushNotice notice) {
    return keys()
        // Some curve arithmetic: a millisecond that no event loop shall miss.
        .compose(pair -> vertx.executeBlocking(() -> request(pair, to, notice), false))
        .compose(outbound::send);
  }

  private Request request(VapidKeys pair, Subscription to, PushNotice notice) {
    WebPush push = new WebPush(config.contact(), pair);
    boolean isNotify = notice.type() == PushNotice.Type.NOTIFY;
    byte[] body = push.getBody(Json.bytes(shortened(notice)), to.p256dh(), to.auth());
    return Request.post(
        URI.create(to.endpoint()),
        push.getHeaders(
            to.endpoint(),
            (int) config.lifetime().toSeconds(),
            // What a push service still holds is replaced by what is said later.
            notice.conversation().text(),
            isNotify ? WebPush.Urgency.High : WebPush.Urgency.Normal),
        Buffer.buffer(body));
  }

  private static PushNotice shortened(PushNotice notice) {
    String text = notice.text();
    if (text == null || text.codePointCount(0, text.length()) <= TEXT_CHARACTERS_MAX) {
      return notice;
    }
    return new PushNotice(
        notice.type(),
        notice.user(),
        notice.conversation(),
        notice.seq(),
        notice.unread(),
        notice.title(),
        notice.sender(),
        notice.at(),
        text.substring(0, text.offsetByCodePoints(0, TEXT_CHARACTERS_MAX)) + "…");
  }

  private Future<VapidKeys> keys() {
    if (!config.hasWebPush()) {
      return Future.failedFuture(
          new Failure.NotFound(ErrorCode.PUSH_OFF, "this server sends no Web Push"));
    }
    VapidKeys known = keys;
    return known != null
        ? Future.succeededFuture(known)
        : repository
            .keys()
            .compose(found -> found.map(Future::succeededFuture).orElseGet(this::make))
            .map(found -> VapidKeys.create(found.publicKey(), found.privateKey()))
            .onSuccess(read -> keys = read);
  }

  /// Of several nodes that do so at the same time one succeeds, and all read its pair.
  private Future<Keys> make() {
    return vertx
        .executeBlocking(VapidKeys::generate, false)
        .compose(
            made ->
                repository.addKeys(new Keys(made.getX509PublicKey(), made.getPkcs8PrivateKey())))
        .compose(added -> repository.keys())
        .map(found -> found.orElseThrow());
  }
}
