package dev.starling.preview;

import dev.starling.outbound.Outbound;
import dev.starling.outbound.Outbound.Answer;
import dev.starling.outbound.Outbound.Request;
import dev.starling.outbound.OutboundConfig;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.event.LinkPreview;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what is behind links. Safe for use by any thread; answers come on the caller's context.
public final class Previews {

  private static final Logger LOG = LoggerFactory.getLogger(Previews.class);

  /// A page made to be hard to read keeps one of them busy, and nothing else.
  private static final int READERS = 2;

  private final Vertx vertx;
  private final Outbound outbound;
  private final PreviewConfig config;
  private final PageSource pages;
  private final Kept kept;
  private final Allowance allowance;
  private final WorkerExecutor readers;

  Previews(
      Vertx vertx,
      Outbound outbound,
      Function<Request, Future<Answer>> send,
      PreviewConfig config,
      Clock clock) {
    this.vertx = vertx;
    this.outbound = outbound;
    this.config = config;
    this.pages = new PageSource(send, config);
    this.kept = new Kept(config, clock);
    this.allowance = new Allowance(config, clock);
    this.readers = vertx.createSharedWorkerExecutor("preview-readers", READERS);
  }

  /// @param outside for addresses that users choose
  public static Previews create(
      Vertx vertx, OutboundConfig outside, PreviewConfig config, Clock clock) {
    Outbound outbound = Outbound.create(vertx, outside.answeringWithin(config.within()));
    return new Previews(vertx, outbound, outbound::send, config, clock);
  }

  public Future<Void> close() {
    return outbound.close().eventually(readers::close);
  }

  /// Fails with PREVIEWS_OFF, URL_NOT_ALLOWED, PREVIEW_NOT_FOUND whatever the reason is, and, for a
  /// page that has to be read first, TOO_MANY_REQUESTS and OVERLOADED.
  public Future<LinkPreview> show(UserId user, String url) {
    return Future.succeededFuture(url).compose(link -> find(user, link));
  }

  /// For a message that waits for it: null when there is none in time. Never fails.
  public Future<LinkPreview> forMessage(UserId sender, String url) {
    if (!config.enabled()) {
      return Future.succeededFuture();
    }
    return show(sender, url)
        .timeout(config.sendWithin().toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }

  private Future<LinkPreview> find(UserId user, String url) {
    if (!config.enabled()) {
      throw new Failure.NotFound(ErrorCode.PREVIEWS_OFF, "this server shows no previews of links");
    }
    URI uri = Links.plain(outbound.parse(url));
    return here(kept.get(uri.toString(), () -> read(user, uri))).map(found -> found.named(url));
  }

  private Future<LinkPreview> read(UserId user, URI uri) {
    allowance.take(user);
    return pages
        .get(uri)
        .compose(
            page -> readers.executeBlocking(() -> PageReader.read(uri.toString(), page), false))
        .onComplete(done -> allowance.done())
        .timeout(config.within().toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(failure(uri, cause)));
  }

  private static Failure failure(URI uri, Throwable cause) {
    if (cause instanceof Failure expected) {
      return expected;
    }
    LOG.debug("No preview of {}", uri.getHost(), cause);
    return new Failure.NotFound(ErrorCode.PREVIEW_NOT_FOUND, "nothing to show of this link");
  }

  /// Others may have begun it, on contexts of theirs.
  private Future<LinkPreview> here(Future<LinkPreview> found) {
    Context context = vertx.getOrCreateContext();
    Promise<LinkPreview> promise = Promise.promise();
    found.onComplete(done -> context.runOnContext(turn -> promise.handle(done)));
    return promise.future();
  }
}
