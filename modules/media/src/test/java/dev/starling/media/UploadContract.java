package dev.starling.media;

import static dev.starling.media.World.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.media.MediaService.Served;
import dev.starling.media.UploadService.Reached;
import dev.starling.media.store.Source;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaKind;
import dev.starling.wire.media.MediaUrl;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store has to be good for: Alice sends files, in pieces and whole.
abstract class UploadContract {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final int MIB = 1024 * 1024;

  @TempDir Path sent;
  @TempDir Path kept;

  private World world;
  private Media node;
  private Media other;

  abstract MediaConfig config(Path folder, Duration unfinished, Duration unreferenced);

  /// How many objects the store has, whole or not.
  abstract long objects(Path folder);

  @BeforeEach
  void open() {
    world = new World(sent);
    node = world.node(config(kept, NEVER, NEVER));
    other = world.node(config(kept, NEVER, NEVER));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFileComesInPiecesToAnyNodeAndIsTheSame() {
    byte[] file = TestFiles.random(21 * MIB + 17);
    MediaId id = node.uploads().begin(ALICE, "large.bin", file.length).await().id();
    int[] ends = {5, 3 * MIB, 3 * MIB + 1, 12 * MIB, 16 * MIB, 16 * MIB + 100, file.length};

    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      Media at = i % 2 == 0 ? node : other;
      assertThat(at.uploads().find(ALICE, id).await().received()).isEqualTo(from);
      Reached reached = send(at, id, file, from, ends[i]);
      assertThat(reached.received()).isEqualTo(ends[i]);
      assertThat(reached.finished() != null).isEqualTo(ends[i] == file.length);
      from = ends[i];
    }

    Reached end = other.uploads().find(ALICE, id).await();
    assertThat(end.received()).isEqualTo(file.length);
    Attachment whole =
        new Attachment(
            id,
            MediaKind.FILE,
            "application/octet-stream",
            "large.bin",
            file.length,
            null,
            null,
            null,
            null,
            false);
    assertThat(end.finished()).isEqualTo(whole);
    assertThat(other.service().describe(ALICE, List.of(id)).await()).containsExactly(whole);
    assertThat(bytes(whole, 0, file.length)).isEqualTo(file);
    assertThat(bytes(whole, 9 * MIB, 10))
        .isEqualTo(Arrays.copyOfRange(file, 9 * MIB, 9 * MIB + 10));
    node.service().delete(ALICE, id).await();
    assertThat(objects(kept)).isZero();
    assertThat(world.rows()).isZero();
  }

  @Test
  void aPieceGoesWhereTheOneBeforeEnded() {
    byte[] file = TestFiles.random(1_000);
    MediaId id = node.uploads().begin(ALICE, null, file.length).await().id();
    send(node, id, file, 0, 400);

    refused(append(id, file, 500, 600), Failure.Conflict.class, ErrorCode.OFFSET_MISMATCH);
    refused(append(id, file, 0, 600), Failure.Conflict.class, ErrorCode.OFFSET_MISMATCH);
    refused(
        node.uploads().append(BOB, id, 400, world.stream(file)),
        Failure.NotFound.class,
        ErrorCode.UPLOAD_NOT_FOUND);
    refused(node.uploads().find(BOB, id), Failure.NotFound.class, ErrorCode.UPLOAD_NOT_FOUND);
    assertThat(send(other, id, file, 400, 1_000).finished().size()).isEqualTo(1_000);
  }

  @Test
  void moreThanWasSaidIsRefusedAndNothingIsLeft() {
    MediaId id = node.uploads().begin(ALICE, null, 1_000).await().id();

    refused(
        append(id, TestFiles.random(1_001), 0, 1_001),
        Failure.TooLarge.class,
        ErrorCode.MEDIA_TOO_LARGE);
    refused(node.uploads().find(ALICE, id), Failure.NotFound.class, ErrorCode.UPLOAD_NOT_FOUND);
    assertThat(objects(kept)).isZero();
    assertThat(world.rows()).isZero();
  }

  @Test
  void oneWriterAtATime() {
    MediaId id = node.uploads().begin(ALICE, null, 1_000).await().id();
    world.run("update media set writer = 7, writer_until = now() + interval '1 h'");

    refused(append(id, new byte[10], 0, 10), Failure.Conflict.class, ErrorCode.UPLOAD_BUSY);
    refused(node.uploads().find(ALICE, id), Failure.Conflict.class, ErrorCode.UPLOAD_BUSY);
    refused(node.uploads().cancel(ALICE, id), Failure.Conflict.class, ErrorCode.UPLOAD_BUSY);
    world.run("update media set writer_until = now() - interval '1 s'"); // Its node is gone.
    assertThat(send(other, id, new byte[10], 0, 10).received()).isEqualTo(10);
  }

  @Test
  void anUploadIsGivenUpAndNothingIsLeft() {
    byte[] file = TestFiles.random(9 * MIB);
    MediaId id = node.uploads().begin(ALICE, null, 10 * MIB).await().id();
    send(node, id, file, 0, file.length);
    assertThat(objects(kept)).isPositive();

    other.uploads().cancel(ALICE, id).await();

    assertThat(objects(kept)).isZero();
    assertThat(world.rows()).isZero();
  }

  @Test
  void aPictureInOnePieceHasAThumbnail() {
    byte[] png = TestFiles.picture("png", 300, 200);

    Attachment picture = upload("C:\\My Pictures\\a\u202ex.png", png);

    assertThat(picture.name()).isEqualTo("ax.png");
    assertThat(picture.width()).isEqualTo(300);
    assertThat(picture.thumbnail()).isTrue();
    assertThat(picture.blurhash()).isNotBlank();
    assertThat(bytes(picture, 0, png.length)).isEqualTo(png);
    MediaUrl url = other.service().urlFor(ALICE, picture.id()).await();
    Served thumbnail = served(url.thumbnailUrl(), MediaUrls.Part.THUMBNAIL);
    assertThat(thumbnail.contentType()).isEqualTo("image/jpeg");
    assertThat(read(thumbnail, 0, thumbnail.size())).hasSize((int) thumbnail.size());
  }

  @Test
  void aPictureIsKeptWithoutWhatItTells() {
    byte[] jpeg = TestFiles.turnedJpeg(300, 200, 6);

    Attachment picture = upload("a.jpg", jpeg);

    assertThat(picture.size()).isEqualTo(jpeg.length);
    String kept = new String(bytes(picture, 0, jpeg.length), StandardCharsets.ISO_8859_1);
    assertThat(kept).hasSize(jpeg.length).doesNotContain("Berlin");
    assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).contains("Berlin");
  }

  @Test
  void aFileThatLiesLeavesNothing() {
    byte[] liar = TestFiles.picture("png", 10, 10);
    Arrays.fill(liar, 20, liar.length, (byte) 'x');

    refused(
        node.uploads().upload(ALICE, "a.png", liar.length, world.stream(liar)),
        Failure.Invalid.class,
        ErrorCode.MEDIA_UNREADABLE);
    MediaId id = node.uploads().begin(ALICE, "a.png", liar.length).await().id();
    refused(append(id, liar, 0, liar.length), Failure.Invalid.class, ErrorCode.MEDIA_UNREADABLE);
    assertThat(objects(kept)).isZero();
    assertThat(world.rows()).isZero();
  }

  @Test
  void nobodyKeepsMoreThanAllowed() {
    for (int i = 0; i < 3; i++) {
      node.uploads().begin(ALICE, null, 1).await();
    }
    refused(
        node.uploads().begin(ALICE, null, 1), Failure.TryLater.class, ErrorCode.TOO_MANY_REQUESTS);
    node.uploads().begin(BOB, null, 60 * MIB).await();
    refused(
        node.uploads().begin(BOB, null, 41 * MIB),
        Failure.TooLarge.class,
        ErrorCode.MEDIA_QUOTA_EXCEEDED);
    refused(node.uploads().begin(BOB, null, 0), Failure.Invalid.class, ErrorCode.BAD_FIELD);
    refused(
        node.uploads().begin(BOB, null, 4_096L * MIB),
        Failure.TooLarge.class,
        ErrorCode.MEDIA_TOO_LARGE);
  }

  @Test
  void whatNothingRefersToIsCollected() {
    Media strict = world.node(config(kept, Duration.ofMillis(1), Duration.ofMillis(1)));
    Attachment used = upload("used.png", TestFiles.picture("png", 30, 30));
    Attachment unused = upload("unused.png", TestFiles.picture("png", 30, 30));
    MediaId unfinished = node.uploads().begin(ALICE, null, 9 * MIB + 1).await().id();
    send(node, unfinished, TestFiles.random(9 * MIB), 0, 9 * MIB);
    node.service().use(List.of(used.id())).await();
    assertThat(node.sweep().run().await()).isZero();

    AtomicInteger collected = new AtomicInteger();
    await().until(() -> collected.addAndGet(strict.sweep().run().await()) == 2);

    refused(
        node.service().describe(ALICE, List.of(unused.id())),
        Failure.NotFound.class,
        ErrorCode.MEDIA_NOT_FOUND);
    assertThat(node.service().describe(ALICE, List.of(used.id())).await()).hasSize(1);
    assertThat(objects(kept)).isEqualTo(2);
    refused(
        node.service().delete(ALICE, used.id()), Failure.Conflict.class, ErrorCode.MEDIA_IN_USE);
    node.service().release(List.of(used.id())).await();
    // It may be kept for a millisecond from now on.
    await().until(() -> strict.sweep().run().await() == 1);
    assertThat(objects(kept)).isZero();
    assertThat(world.rows()).isZero();
  }

  @Test
  void aCollectionThatStoppedInTheMiddleIsGoneOnWith() {
    Attachment picture = upload("a.png", TestFiles.picture("png", 30, 30));
    world.run("update media set state = 2, idle_since = now() - interval '1 h'");

    refused(node.service().urlOf(picture.id()), Failure.NotFound.class, ErrorCode.MEDIA_NOT_FOUND);
    assertThat(node.sweep().run().await()).isEqualTo(1);

    assertThat(objects(kept)).isZero();
    assertThat(world.rows()).isZero();
  }

  @Test
  void describingIsForTheOwnerAndKeepsForAWhile() {
    Attachment picture = upload("a.png", TestFiles.picture("png", 30, 30));
    world.run("update media set idle_since = now() - interval '2 days'");

    refused(
        node.service().describe(BOB, List.of(picture.id())),
        Failure.NotFound.class,
        ErrorCode.MEDIA_NOT_FOUND);
    refused(
        node.service().describe(ALICE, List.of(picture.id(), new MediaId(1))),
        Failure.NotFound.class,
        ErrorCode.MEDIA_NOT_FOUND);
    assertThat(node.service().describe(ALICE, List.of(picture.id())).await())
        .containsExactly(picture);
    Media daily = world.node(config(kept, NEVER, Duration.ofDays(1)));
    assertThat(daily.sweep().run().await()).isZero();
  }

  @Test
  void anAddressIsGoodForWhatItWasGivenOutFor() {
    Attachment picture = upload("a.png", TestFiles.picture("png", 30, 30));
    Attachment another = upload("b.png", TestFiles.picture("png", 30, 30));
    MediaUrl url = node.service().urlFor(ALICE, picture.id()).await();
    Matcher parts = parts(url.url());
    long expires = Long.parseLong(parts.group(2));
    String signature = parts.group(3);

    assertThat(node.service().urlFor(ALICE, picture.id()).await()).isEqualTo(url);
    for (Media at : List.of(node, other)) {
      refusedUrl(at, another.id(), expires, signature);
      refusedUrl(at, picture.id(), expires + 1, signature);
      refusedUrl(at, picture.id(), expires, signature.substring(1));
      refusedUrl(at, picture.id(), expires, "9" + signature);
      refusedUrl(at, picture.id(), expires, ".");
      refusedUrl(at, picture.id(), expires, null);
      refusedUrl(at, picture.id(), null, signature);
    }
    refused(
        Future.succeededFuture()
            .compose(
                now ->
                    node.service()
                        .find(picture.id(), MediaUrls.Part.THUMBNAIL, expires, signature)),
        Failure.Forbidden.class,
        ErrorCode.MEDIA_URL_INVALID);
  }

  private void refusedUrl(Media at, MediaId id, Long expires, String signature) {
    refused(
        Future.succeededFuture()
            .compose(now -> at.service().find(id, MediaUrls.Part.WHOLE, expires, signature)),
        Failure.Forbidden.class,
        ErrorCode.MEDIA_URL_INVALID);
  }

  private Attachment upload(String name, byte[] bytes) {
    return node.uploads().upload(ALICE, name, bytes.length, world.stream(bytes)).await();
  }

  @CanIgnoreReturnValue
  private Reached send(Media at, MediaId id, byte[] file, int from, int to) {
    return at.uploads()
        .append(ALICE, id, from, world.stream(Arrays.copyOfRange(file, from, to)))
        .await();
  }

  private Future<Reached> append(MediaId id, byte[] file, int from, int to) {
    return node.uploads().append(ALICE, id, from, world.stream(Arrays.copyOfRange(file, from, to)));
  }

  private byte[] bytes(Attachment file, long from, long length) {
    MediaUrl url = node.service().urlOf(file.id()).await();
    return read(served(url.url(), MediaUrls.Part.WHOLE), from, length);
  }

  private Served served(String url, MediaUrls.Part part) {
    Matcher parts = parts(url);
    return other
        .service()
        .find(MediaId.parse(parts.group(1)), part, Long.parseLong(parts.group(2)), parts.group(3))
        .await();
  }

  private static Matcher parts(String url) {
    Matcher parts =
        Pattern.compile("/media/(m\\w+)(?:/thumbnail)?\\?exp=(\\d+)&sig=(.+)").matcher(url);
    assertThat(parts.matches()).isTrue();
    return parts;
  }

  private byte[] read(Served served, long from, long length) {
    Source source = node.service().open(served, from, length, "inline").await();
    return switch (source) {
      case Source.LocalFile file -> read(Path.of(file.path()), from, length);
      case Source.Bytes bytes -> collected(bytes.stream());
      case Source.Elsewhere elsewhere -> throw new AssertionError(elsewhere);
    };
  }

  private static byte[] collected(ReadStream<Buffer> stream) {
    Future<Buffer> all = stream.collect(Collectors.reducing(Buffer.buffer(), Buffer::appendBuffer));
    stream.resume();
    return all.await().getBytes();
  }

  private static byte[] read(Path file, long from, long length) {
    try {
      byte[] all = Files.readAllBytes(file);
      return Arrays.copyOfRange(all, (int) from, (int) (from + length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refused(Future<?> answer, Class<? extends Failure> kind, ErrorCode code) {
    assertThatExceptionOfType(kind)
        .isThrownBy(answer::await)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
