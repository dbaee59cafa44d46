package dev.starling.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.outbound.Outbound;
import dev.starling.outbound.OutboundConfig;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.event.LinkPreview;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewsTest {

  private static final UserId ALICE = new UserId(1);
  private static final PreviewConfig DEFAULTS = PreviewConfig.DEFAULTS;
  private static final PreviewConfig ON =
      with(true, DEFAULTS.bytesMax(), Duration.ofSeconds(5), DEFAULTS.parallelMax(), 1_000);

  private final Vertx vertx = Vertx.vertx();
  private final Ticking clock = new Ticking();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private String site;

  /// How the site answers at one of its paths.
  @FunctionalInterface
  private interface Page {
    void answer(HttpServerRequest request);
  }

  @BeforeEach
  void serve() {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.add(request.path());
                  pages
                      .getOrDefault(request.path(), got -> got.response().setStatusCode(404).end())
                      .answer(request);
                })
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    site = "http://127.0.0.1:" + port;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aPageSaysWhatItIs() {
    html(
        "/walrus",
        """
        <html><head><title>not this</title>
        <meta property="og:title" content=" The &lt;b&gt;walrus&lt;/b&gt;
          &amp; I">
        <meta property="og:description" content="All of it."><meta property="og:site_name" content="Seas">
        </head><body>…</body></html>
        """);

    String url = site + "/walrus#tusks";
    assertThat(show(ON, url))
        .isEqualTo(new LinkPreview(url, "The <b>walrus</b> & I", "All of it.", "Seas"));
  }

  @Test
  void aPageMaySayLess() {
    html("/title", "<title>Only\u0000 a\u202Etitle</title><script>let title = 1</script>");
    html(
        "/twitter",
        "<meta name=twitter:title content=T><meta name=twitter:description"
            + " content=D><title>t</title>");
    html("/plain", "<title>t</title><meta name='description' content='d'><meta property=og:title>");
    html("/long", "<title>" + "ä😀".repeat(300) + "</title>");

    assertThat(show(ON, site + "/title"))
        .isEqualTo(new LinkPreview(site + "/title", "Only\uFFFD atitle", null, "127.0.0.1"));
    assertThat(show(ON, site + "/twitter").title()).isEqualTo("T");
    assertThat(show(ON, site + "/twitter").description()).isEqualTo("D");
    assertThat(show(ON, site + "/plain"))
        .isEqualTo(new LinkPreview(site + "/plain", "t", "d", "127.0.0.1"));
    String cut = show(ON, site + "/long").title();
    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(200);
    assertThat(cut).endsWith("ä…");
  }

  @Test
  void lettersAreReadAsThePageWritesThem() {
    serve("/header", "text/html; charset=ISO-8859-1", "<title>süß</title>", "ISO-8859-1");
    serve("/meta", "text/html", "<meta charset=windows-1251><title>морж</title>", "windows-1251");
    serve("/utf8", "text/html", "<title>морж</title>", "UTF-8");
    serve("/wrong", "text/html; charset=no such", "<title>морж</title>", "UTF-8");
    serve("/unknown", "text/html; charset=x-nothing", "<title>морж</title>", "UTF-8");

    assertThat(show(ON, site + "/header").title()).isEqualTo("süß");
    for (String path : List.of("/meta", "/utf8", "/wrong", "/unknown")) {
      assertThat(show(ON, site + path).title()).as(path).isEqualTo("морж");
    }
  }

  @Test
  void ofALargePageTheBeginningIsRead() {
    PreviewConfig little = with(true, 1_000, Duration.ofSeconds(5), 16, 1_000);
    endless("/early", "<title>early</title>" + "x".repeat(5_000));
    endless("/late", " ".repeat(5_000) + "<title>late</title>");

    assertThat(show(little, site + "/early").title()).isEqualTo("early");
    isNotFound(little, "/late");
  }

  @Test
  void whatTakesTooLongIsNotWaitedFor() {
    PreviewConfig hasty = with(true, 1_000, Duration.ofMillis(300), 16, 1_000);
    pages.put("/silent", request -> {});
    endless("/slow", "<title>be");
    long began = System.nanoTime();

    isNotFound(hasty, "/silent");
    isNotFound(hasty, "/slow");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void whatIsNoPageHasNoPreview() {
    serve("/picture", "image/png", "<title>no</title>", "UTF-8");
    serve("/text", "text/plain", "<title>no</title>", "UTF-8");
    html("/empty", "");
    html("/untitled", "<title> </title><meta property=og:title content='\u2066'>");
    pages.put("/untyped", request -> request.response().end("<title>no</title>"));
    pages.put(
        "/packed",
        request ->
            request
                .response()
                .putHeader("content-type", "text/html")
                .putHeader("content-encoding", "gzip")
                .end("<title>no</title>"));
    pages.put("/gone", request -> request.response().setStatusCode(410).end("<title>no</title>"));

    for (String path :
        List.of("/picture", "/text", "/empty", "/untitled", "/untyped", "/packed", "/gone")) {
      isNotFound(ON, path);
    }
    failsWith(ON, "http://127.0.0.1:1/nobody", ErrorCode.PREVIEW_NOT_FOUND);
  }

  @Test
  void aPageMadeToBeHardToReadIsReadInTime() {
    html("/deep", "<title>deep</title>" + "<div><b><table>".repeat(15_000));

    assertThat(show(ON, site + "/deep").title()).isEqualTo("deep");
  }

  @Test
  void redirectsAreFollowedButNotForEver() {
    html("/there", "<title>there</title>");
    redirect("/1", "/2?a=b");
    redirect("/2", site + "/3");
    redirect("/3", "there");
    redirect("/0", "/1");
    redirect("/loop", "/loop");

    assertThat(show(ON, site + "/1").title()).isEqualTo("there");
    isNotFound(ON, "/0");
    isNotFound(ON, "/loop");
    assertThat(asked).filteredOn("/loop"::equals).hasSize(1 + ON.redirectsMax());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "http://[",
        "javascript:alert(1)",
        "https://a b",
        ""
      })
  void aRedirectToWhatIsNoPageEndsThere(String location) {
    redirect("/away", location);

    isNotFound(ON, "/away");
  }

  /// The first request goes inside, as tests must; what it leads to is asked as in operation.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://localhost/",
        "/secret"
      })
  void aRedirectToAPrivateAddressIsNotAsked(String location) {
    redirect("/away", location);
    html("/secret", "<title>secret</title>");
    Outbound inside = Outbound.create(vertx, OutboundConfig.DEFAULTS.allowingPrivate());
    Outbound outside = Outbound.create(vertx, OutboundConfig.DEFAULTS);
    Previews previews =
        new Previews(
            vertx,
            inside,
            request ->
                request.uri().getPath().equals("/away")
                    ? inside.send(request)
                    : outside.send(request),
            ON,
            clock);

    assertThatThrownBy(() -> previews.show(ALICE, site + "/away").await())
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.PREVIEW_NOT_FOUND);
              assertThat(failure).hasMessage("nothing to show of this link");
            });
    assertThat(asked).containsExactly("/away");
  }

  @Test
  void noRedirectLeavesTls() {
    List<String> sent = new CopyOnWriteArrayList<>();
    PageSource source =
        new PageSource(
            request -> {
              sent.add(request.uri().toString());
              return Future.succeededFuture(
                  new Outbound.Answer(
                      302, Map.of("location", site + "/plain"), Buffer.buffer(), false));
            },
            ON);

    assertThatThrownBy(() -> source.get(URI.create("https://example.org/")).await())
        .isInstanceOf(NoPreview.class);
    assertThat(sent).containsExactly("https://example.org/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url",
        "/path",
        "ftp://1.1.1.1/",
        "http://1.1.1.1/",
        "https://10.0.0.1/",
        "https://u:p@1.1.1.1/",
        "https://1.1.1.1:70000/"
      })
  void whatMayNotBeAskedIsRefused(String url) {
    Previews outside = Previews.create(vertx, OutboundConfig.DEFAULTS, ON, clock);

    assertThatThrownBy(() -> outside.show(ALICE, url).await())
        .isInstanceOfSatisfying(
            Failure.Invalid.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.URL_NOT_ALLOWED));
    assertThat(outside.forMessage(ALICE, url).await()).isNull();
  }

  @Test
  void offMeansThatNothingIsAsked() {
    html("/walrus", "<title>walrus</title>");

    failsWith(DEFAULTS, site + "/walrus", ErrorCode.PREVIEWS_OFF);
    assertThat(previews(DEFAULTS).forMessage(ALICE, site + "/walrus").await()).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void onePageIsReadOnceForAll() {
    html("/walrus", "<title>walrus</title>");
    Previews previews = previews(ON);

    Future.all(
            IntStream.range(0, 20)
                .mapToObj(i -> previews.show(new UserId(i + 1), site + "/walrus#" + i))
                .toList())
        .await();
    assertThat(asked).hasSize(1);

    clock.move(DEFAULTS.cachedFor());
    assertThat(previews.show(ALICE, site + "/walrus").await().title()).isEqualTo("walrus");
    assertThat(asked).hasSize(2);
  }

  @Test
  void thatThereIsNoneIsRememberedForAMoment() {
    Previews previews = previews(ON);
    for (int i = 0; i < 3; i++) {
      assertThat(previews.forMessage(ALICE, site + "/soon").await()).isNull();
    }
    assertThat(asked).hasSize(1);
    html("/soon", "<title>now</title>");
    clock.move(DEFAULTS.failedFor());

    assertThat(previews.forMessage(ALICE, site + "/soon").await().title()).isEqualTo("now");
  }

  @Test
  void whatIsRememberedIsBounded() {
    PreviewConfig two =
        new PreviewConfig(
            true,
            1_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            3,
            16,
            99,
            2, //
            Duration.ofHours(1),
            Duration.ofMinutes(1));
    Previews previews = previews(two);
    for (String path : List.of("/a", "/b", "/c")) {
      html(path, "<title>t</title>");
    }

    for (String path : List.of("/a", "/b", "/a", "/c", "/a", "/b")) {
      assertThat(previews.show(ALICE, site + path).await().title()).isEqualTo("t");
    }

    assertThat(asked).containsExactly("/a", "/b", "/c", "/b");
  }

  @Test
  void nobodyLetsTheServerAskVeryOften() {
    html("/a", "<title>t</title>");
    Previews previews = previews(with(true, 1_000, Duration.ofSeconds(5), 16, 1));

    assertThat(previews.show(ALICE, site + "/a").await().title()).isEqualTo("t");
    assertThat(previews.show(ALICE, site + "/a").await().title()).isEqualTo("t");
    assertThatThrownBy(() -> previews.show(ALICE, site + "/b").await())
        .isInstanceOfSatisfying(
            Failure.TryLater.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(failure.after()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
            });
    assertThat(previews.show(new UserId(2), site + "/a").await().title()).isEqualTo("t");
    clock.move(Duration.ofMinutes(1));
    html("/b", "<title>b</title>");
    assertThat(previews.show(ALICE, site + "/b").await().title()).isEqualTo("b");
  }

  @Test
  void onlySoManyAreReadAtATime() {
    pages.put("/silent", request -> {});
    Previews previews = previews(with(true, 1_000, Duration.ofSeconds(1), 1, 99));
    Future<LinkPreview> first = previews.show(ALICE, site + "/silent");

    assertThatThrownBy(() -> previews.show(ALICE, site + "/other").await())
        .isInstanceOfSatisfying(
            Failure.TryLater.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
    assertThatThrownBy(first::await).isInstanceOf(Failure.NotFound.class);
  }

  private static PreviewConfig with(
      boolean on, int bytesMax, Duration within, int parallelMax, int perMinute) {
    return new PreviewConfig(
        on,
        bytesMax,
        within,
        DEFAULTS.sendWithin(),
        DEFAULTS.redirectsMax(),
        parallelMax,
        perMinute,
        DEFAULTS.cachedMax(),
        DEFAULTS.cachedFor(),
        DEFAULTS.failedFor());
  }

  private LinkPreview show(PreviewConfig config, String url) {
    return previews(config).show(ALICE, url).await();
  }

  private void isNotFound(PreviewConfig config, String path) {
    failsWith(config, site + path, ErrorCode.PREVIEW_NOT_FOUND);
  }

  private void failsWith(PreviewConfig config, String url, ErrorCode code) {
    assertThatThrownBy(() -> show(config, url))
        .as(url)
        .isInstanceOfSatisfying(
            Failure.NotFound.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private Previews previews(PreviewConfig config) {
    return Previews.create(vertx, OutboundConfig.DEFAULTS.allowingPrivate(), config, clock);
  }

  private void html(String path, String html) {
    serve(path, "Text/HTML ; charset=\"utf-8\"", html, StandardCharsets.UTF_8.name());
  }

  private void serve(String path, String type, String html, String charset) {
    Buffer bytes = Buffer.buffer(html.getBytes(Charset.forName(charset)));
    pages.put(
        path, request -> request.response().putHeader("content-type", type).end(bytes.copy()));
  }

  private void endless(String path, String beginning) {
    pages.put(
        path,
        request ->
            request
                .response()
                .putHeader("content-type", "text/html")
                .setChunked(true)
                .write(beginning));
  }

  private void redirect(String path, String location) {
    pages.put(
        path,
        request -> request.response().setStatusCode(302).putHeader("location", location).end());
  }

  private static final class Ticking extends Clock {
    private volatile Instant now = Instant.parse("2026-11-28T12:00:00Z");

    void move(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
