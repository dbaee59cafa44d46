package dev.starling.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.outbound.Outbound.Answer;
import dev.starling.outbound.Outbound.Request;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {

  private static final OutboundConfig DEFAULTS = OutboundConfig.DEFAULTS;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void anAnswerOfAnyStatusIsAnAnswer() {
    List<String> heard = new CopyOnWriteArrayList<>();
    int port =
        serve(
            request ->
                request
                    .body()
                    .onSuccess(
                        body -> {
                          heard.add(request.uri() + " " + body + " " + request.getHeader("x-a"));
                          heard.add(request.getHeader("host"));
                          request.response().setStatusCode(418).putHeader("X-B", "c").end("tea");
                        }));

    Answer answer = post(inside(DEFAULTS), "http://127.0.0.1:" + port + "/a%20b?c=d", 1_024);

    assertThat(heard).containsExactly("/a%20b?c=d hello 1", "127.0.0.1:" + port);
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.isSuccess()).isFalse();
    assertThat(answer.headers()).containsEntry("x-b", "c");
    assertThat(answer.body().toString()).isEqualTo("tea");
    assertThat(answer.isCut()).isFalse();
  }

  @Test
  void aLongAnswerIsCutAndNotWaitedFor() {
    int port =
        serve(
            request -> {
              request.response().setChunked(true).write("x".repeat(100_000)); // And no end.
            });

    Answer answer = post(inside(DEFAULTS), "http://127.0.0.1:" + port, 10);

    assertThat(answer.body().length()).isEqualTo(10);
    assertThat(answer.isCut()).isTrue();
  }

  @Test
  void noAnswerIsAFailureInTime() {
    int silent = serve(request -> {});
    int slow = serve(request -> request.response().setChunked(true).write("begun"));
    OutboundConfig hasty =
        new OutboundConfig(false, Duration.ofSeconds(3), Duration.ofMillis(200), 1);

    for (int port : new int[] {silent, slow}) {
      long began = System.nanoTime();
      assertThatThrownBy(() -> post(inside(hasty), "http://127.0.0.1:" + port, 1_024))
          .isNotInstanceOf(Failure.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aRequestThatWasGivenUpGivesItsConnectionBack() {
    AtomicInteger requests = new AtomicInteger();
    int port =
        serve(
            request -> {
              if (requests.incrementAndGet() > 1) {
                request.response().end("late");
              }
            });
    Outbound one =
        inside(new OutboundConfig(false, Duration.ofSeconds(3), Duration.ofMillis(300), 1));

    assertThatThrownBy(() -> post(one, "http://127.0.0.1:" + port, 1_024)).isNotNull();

    assertThat(post(one, "http://127.0.0.1:" + port, 1_024).body().toString()).isEqualTo("late");
  }

  /// Whichever event loop the connection belongs to.
  @Test
  void aConnectionServesOneRequestAfterTheOther() {
    int port = serve(request -> request.response().end(request.uri()));
    Outbound one = inside(DEFAULTS);

    for (int i = 0; i < 200; i++) {
      assertThat(post(one, "http://127.0.0.1:" + port + "/" + i, 1_024).body())
          .hasToString("/" + i);
    }
  }

  @Test
  void aRedirectIsAnAnswerLikeAnyOther() {
    AtomicInteger requests = new AtomicInteger();
    int port =
        serve(
            request -> {
              requests.incrementAndGet();
              request.response().setStatusCode(302).putHeader("Location", "/elsewhere").end();
            });

    Answer answer = post(inside(DEFAULTS), "http://127.0.0.1:" + port, 1_024);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.headers()).containsEntry("location", "/elsewhere");
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1:8080/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00:ec2::254]/",
        "https://no-such-name.invalid/",
        "http://1.1.1.1/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "https:///path",
        "https://user:password@1.1.1.1/",
        "https://1.1.1.1:0/",
        "https://1.1.1.1:70000/",
        "not a url",
        "/path",
      })
  void whatIsNotPublicIsNotAsked(String url) {
    Outbound outside = Outbound.create(vertx, DEFAULTS);

    assertThatThrownBy(() -> outside.check(url).await())
        .isInstanceOfSatisfying(
            Failure.Invalid.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.URL_NOT_ALLOWED));
    if (!url.contains(" ")) {
      assertThatThrownBy(() -> post(outside, url, 1_024)).isInstanceOf(Failure.Invalid.class);
    }
  }

  @Test
  void aPublicAddressPasses() {
    Outbound outside = Outbound.create(vertx, DEFAULTS);

    assertThat(outside.check("https://1.1.1.1/hook?a=b").await())
        .isEqualTo(URI.create("https://1.1.1.1/hook?a=b"));
  }

  private Outbound inside(OutboundConfig config) {
    return Outbound.create(vertx, config.allowingPrivate());
  }

  private static Answer post(Outbound outbound, String url, int bytesMax) {
    return outbound
        .send(
            new Request(
                "POST", URI.create(url), Map.of("x-a", "1"), Buffer.buffer("hello"), bytesMax))
        .await();
  }

  private int serve(Consumer<HttpServerRequest> handler) {
    HttpServer server = vertx.createHttpServer().requestHandler(handler::accept);
    return server.listen(0, "127.0.0.1").await().actualPort();
  }
}
