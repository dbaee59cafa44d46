package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The web client as a browser gets it from a node.
class WebClientIT {

  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/stories", "/search", "/conversations/c9", "/?from=home"})
  void everyAddressOfTheClientIsTheOnePage(String path) throws Exception {
    HttpResponse<byte[]> page = get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(text(page)).contains("<div id=\"root\"></div>").doesNotContain("<style", "style=");
  }

  @Test
  void whatThePageNamesIsThereAndMayBeKeptForEver() throws Exception {
    List<String> links =
        LINK.matcher(text(get("/"))).results().map(match -> match.group(1)).toList();

    assertThat(links).anyMatch(link -> link.endsWith(".js")).anyMatch(l -> l.endsWith(".css"));
    for (String link : links) {
      HttpResponse<byte[]> asset = get(link);
      assertThat(asset.statusCode()).as(link).isEqualTo(200);
      assertThat(header(asset, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(header(asset, "Content-Type")).matches("(text/javascript|text/css|image/svg).*");
      assertThat(asset.body()).isNotEmpty();
    }
  }

  @Test
  void theScriptIsSentSmallToWhoTakesIt() throws Exception {
    String script =
        LINK.matcher(text(get("/")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .filter(link -> link.endsWith(".js"))
            .findFirst()
            .orElseThrow();

    HttpResponse<byte[]> plain = get(script);
    HttpResponse<byte[]> zipped = get(script, "Accept-Encoding", "br, gzip;q=0.8");
    HttpResponse<byte[]> refused = get(script, "Accept-Encoding", "gzip;q=0");

    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(unzip(zipped.body())).isEqualTo(plain.body());
    assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
    assertThat(refused.body()).isEqualTo(plain.body());
    assertThat(header(plain, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
  }

  @Test
  void aPageThatIsKnownIsNotSentAgain() throws Exception {
    String tag = header(get("/"), "ETag");

    HttpResponse<byte[]> again = get("/", "If-None-Match", tag);
    HttpResponse<byte[]> other = get("/", "If-None-Match", "\"another\"");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/nothing",
        "/conversations",
        "/conversations/c9/more",
        "/assets/index.js",
        "/files.txt",
        "/nothing",
        "/assets/../index.html",
        "/health/nothing",
        "/metrics/nothing"
      })
  void nothingElseIsThePage(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).doesNotContain("<div id=\"root\">");
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cluster.url(0) + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static byte[] unzip(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }
}
