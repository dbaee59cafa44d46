package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Files through two nodes that share a folder, over HTTP and broken connections.
class MediaClusterIT {

  private static final int MIB = 1024 * 1024;
  private static final int VIDEO_BYTES = 200 * MIB;
  private static final int PART_BYTES = 45 * MIB;
  private static final int UPLOADS_MAX = 16;
  private static final int GROWTH_MAX = 25 * MIB;
  private static final String SVG =
      "<?xml version=\"1.0\"?><svg"
          + " xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final TestVideo VIDEO = new TestVideo(VIDEO_BYTES);

  private static TestCluster cluster;

  private final Person alice = cluster.person("alice", 0);

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /// What is in use while a part of 45 MiB comes in is compared with what was in use before.
  @Test
  void aLargeVideoComesInInterruptedPartsAndMemoryStaysFlat() throws IOException {
    long before = usedMemory();
    long most = 0;
    String id = begin(VIDEO_BYTES);
    int position = 0;
    int parts = 0;
    while (position < VIDEO_BYTES) {
      int until = Math.min(VIDEO_BYTES, position + PART_BYTES);
      try (Socket socket = new Socket("127.0.0.1", cluster.port(parts % 2))) {
        OutputStream out = socket.getOutputStream();
        out.write(patch(id, position, VIDEO_BYTES - position));
        for (int at = position; at < until; at += MIB) {
          out.write(VIDEO.bytes(at, Math.min(MIB, until - at)));
          most = at / MIB % 9 == 0 ? Math.max(most, usedMemory()) : most;
        }
        if (until == VIDEO_BYTES) {
          assertThat(firstLine(socket.getInputStream())).contains(" 204 ");
        }
      }
      parts++;
      position = offsetAfter(id, position, parts % 2);
    }

    System.out.printf(
        "200 MiB in %d parts: %d MiB in use before, %d MiB at most while they came%n",
        parts, before / MIB, most / MIB);
    assertThat(parts).isGreaterThan(4);
    assertThat(most - before).isLessThan(GROWTH_MAX);
    assertIsTheVideo(id);
  }

  private void assertIsTheVideo(String id) throws IOException {
    JsonNode video = alice.rest().get("/v1/media/" + id).body();
    assertThat(video.get("kind").asText()).isEqualTo("video");
    assertThat(video.get("contentType").asText()).isEqualTo("video/mp4");
    assertThat(video.get("durationMs").asLong()).isEqualTo(90_500);
    assertThat(video.get("width").asInt()).isEqualTo(1_920);
    MessageDigest sent = sha256();
    for (int at = 0; at < VIDEO_BYTES; at += MIB) {
      sent.update(VIDEO.bytes(at, MIB));
    }
    assertThat(download(id, 1)).isEqualTo(HexFormat.of().formatHex(sent.digest()));
    Rest.Answer range =
        cluster.stranger(1).send("GET", url(id), null, Map.of("Range", "bytes=4-11"));
    assertThat(range.status()).isEqualTo(206);
    assertThat(new String(range.raw().body(), StandardCharsets.ISO_8859_1)).isEqualTo("ftypisom");
    assertThat(header(range, "Content-Range")).isEqualTo("bytes 4-11/" + VIDEO_BYTES);
  }

  /// Once the server knows that nobody is sending any more.
  private int offsetAfter(String id, int before, int node) {
    soon().until(() -> offset(id, node) >= 0);
    long offset = offset(id, node);
    // All that the server had read counts; what was still on its way does not.
    assertThat(offset)
        .isBetween(Math.min(before + PART_BYTES / 2L, VIDEO_BYTES), (long) VIDEO_BYTES);
    return (int) offset;
  }

  @Test
  void anSvgWithAScriptIsAFileToSave() {
    String id = upload("logo.svg", ascii(SVG)).get("id").asText();

    assertServedToSave(id, "logo.svg");
  }

  @Test
  void aFileThatLiesAboutItsTypeIsWhatItIs() {
    JsonNode page = upload("cat.png", ascii("<html><script>alert(1)</script>"));

    assertThat(page.get("kind").asText()).isEqualTo("file");
    assertThat(page.get("contentType").asText()).isEqualTo("text/html");
    assertServedToSave(page.get("id").asText(), "cat.png");
  }

  @Test
  void aClientThatStopsInTheMiddleOfAFormLeavesNothing() throws IOException {
    String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", cluster.port(0))) {
      String head =
          "POST /v1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
              + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n";
      socket.getOutputStream().write(ascii(head.formatted(alice.token())));
      socket.getOutputStream().write(ascii(form + "x".repeat(5_000)));
    }

    // As many may be under way as before.
    for (int i = 1; i < UPLOADS_MAX; i++) {
      assertThat(create(1).status()).isEqualTo(201);
    }
    soon().until(() -> create(1).status() == 201);
  }

  private void assertServedToSave(String id, String name) {
    Rest.Answer served = cluster.stranger(1).get(url(id));
    assertThat(served.status()).isEqualTo(200);
    assertThat(header(served, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(served, "Content-Disposition"))
        .isEqualTo("attachment; filename*=UTF-8''" + name);
    assertThat(header(served, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(served, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
  }

  private JsonNode upload(String name, byte[] bytes) {
    Rest.Answer answer =
        alice
            .rest()
            .send(
                "POST",
                "/v1/media",
                Rest.form("b", name, bytes),
                Map.of("Content-Type", "multipart/form-data; boundary=b"));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body();
  }

  private String url(String id) {
    return alice.rest().get("/v1/media/" + id + "/url").body().get("url").asText();
  }

  private Rest.Answer create(long size) {
    return alice
        .rest()
        .send(
            "POST",
            "/v1/media/uploads",
            null,
            Map.of("Tus-Resumable", "1.0.0", "Upload-Length", Long.toString(size)));
  }

  private String begin(long size) {
    String location = header(create(size), "Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /// -1 while the server does not know yet that nobody is sending any more.
  private long offset(String id, int node) {
    Rest.Answer answer =
        alice
            .rest()
            .at(cluster.url(node))
            .send("HEAD", "/v1/media/uploads/" + id, null, Map.of("Tus-Resumable", "1.0.0"));
    return answer.status() == 200 ? Long.parseLong(header(answer, "Upload-Offset")) : -1;
  }

  private byte[] patch(String id, int offset, int length) {
    return """
    PATCH /v1/media/uploads/%s HTTP/1.1\r
    Host: x\r
    Authorization: Bearer %s\r
    Tus-Resumable: 1.0.0\r
    Upload-Offset: %d\r
    Content-Type: application/offset+octet-stream\r
    Content-Length: %d\r
    \r
    """
        .formatted(id, alice.token(), offset, length)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private String download(String id, int node) throws IOException {
    MessageDigest read = sha256();
    HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.url(node) + url(id))).build();
    try (InputStream in =
        new DigestInputStream(
            CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), read)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return HexFormat.of().formatHex(read.digest());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String header(Rest.Answer answer, String name) {
    return answer.raw().headers().firstValue(name).orElseThrow();
  }

  private static String firstLine(InputStream in) {
    return new String(read(in), StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
  }

  private static byte[] read(InputStream in) {
    try {
      byte[] some = new byte[1_000];
      int length = in.read(some);
      return Arrays.copyOf(some, Math.max(0, length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is left of the heap after a collection, and what buffers take outside of it.
  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long outside =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return runtime.totalMemory() - runtime.freeMemory() + outside;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
