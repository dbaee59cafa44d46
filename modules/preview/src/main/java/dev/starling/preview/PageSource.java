package dev.starling.preview;

import dev.starling.outbound.Outbound.Answer;
import dev.starling.outbound.Outbound.Request;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Gets pages, and follows where they have gone. Each step is a request of its own, which is
/// checked like the first.
///
/// @param send to [dev.starling.outbound.Outbound#send]
record PageSource(Function<Request, Future<Answer>> send, PreviewConfig config) {

  /// @param uri where it was found in the end
  record Page(URI uri, Answer answer) {}

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private static final Map<String, String> HEADERS =
      Map.of(
          "user-agent",
          "Starling (link preview)",
          "accept",
          "text/html,application/xhtml+xml",
          "accept-encoding",
          "identity");

  /// Fails with what [dev.starling.outbound.Outbound#send] says of the first address, and with
  /// [NoPreview].
  Future<Page> get(URI uri) {
    long until = System.nanoTime() + config.within().toNanos();
    return ask(uri).compose(page -> follow(page, config.redirectsMax(), until));
  }

  private Future<Page> ask(URI uri) {
    return send.apply(Request.get(uri, HEADERS, config.bytesMax()))
        .map(answer -> new Page(uri, answer));
  }

  private Future<Page> follow(Page page, int left, long until) {
    if (!REDIRECTS.contains(page.answer().status())) {
      return Future.succeededFuture(page);
    }
    if (left == 0) {
      return Future.failedFuture(new NoPreview("too many redirects"));
    }
    if (System.nanoTime() - until > 0) {
      return Future.failedFuture(new NoPreview("too slow")); // Nobody waits any more.
    }
    return ask(target(page))
        // Of where it leads nobody is told: that would be a way to ask what is inside.
        .recover(cause -> Future.failedFuture(new NoPreview("a redirect that leads nowhere")))
        .compose(next -> follow(next, left - 1, until));
  }

  private static URI target(Page page) {
    String location = page.answer().headers().get("location");
    if (location == null) {
      throw new NoPreview("a redirect to nowhere");
    }
    URI target;
    try {
      target = page.uri().resolve(location.strip());
    } catch (IllegalArgumentException e) {
      throw new NoPreview("a redirect to what is not a URL");
    }
    if ("https".equalsIgnoreCase(page.uri().getScheme())
        && !"https".equalsIgnoreCase(target.getScheme())) {
      throw new NoPreview("a redirect from https to something else");
    }
    return Links.plain(target);
  }
}
