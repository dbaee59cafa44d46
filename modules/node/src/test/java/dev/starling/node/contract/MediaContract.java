package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.wire.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Files, as the document has them. Pictures may have 5,000 bytes here.
final class MediaContract {

  static final int UPLOADS_MAX = 2;

  /// What needs something that refers to a file or two requests at once, which `UploadContract` of
  /// the module sees, or a store that serves files itself.
  static final List<String> ELSEWHERE =
      List.of(
          "deleteMedia 409",
          "findUpload 423",
          "appendUpload 423",
          "cancelUpload 423",
          "getMedia 302",
          "headMedia 302",
          "getThumbnail 302",
          "headThumbnail 302");

  private static final Pattern URL =
      Pattern.compile("/media/(m\\w+)(?:/thumbnail)?\\?exp=(\\d+)&sig=(.+)");

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final byte[] png = png();

  private MediaContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
  }

  static void drive(RestTalk talk) {
    MediaContract contract = new MediaContract(talk);
    contract.wholeFiles();
    contract.pieces();
    contract.serving();
  }

  private void wholeFiles() {
    JsonNode picture = upload(alice).form("a.png", png).answers(201);
    assertThat(picture.get("contentType").asText()).isEqualTo("image/png");
    assertThat(picture.get("width").asInt()).isEqualTo(40);
    assertThat(picture.get("height").asInt()).isEqualTo(30);
    assertThat(picture.get("size").asInt()).isEqualTo(png.length);
    upload(alice).form("a.png", new byte[0]).fails(400, ErrorCode.BAD_FIELD);
    upload(alice).form("a.png", Arrays.copyOf(png, 5_001)).fails(413, ErrorCode.MEDIA_TOO_LARGE);
    upload(alice).piece(png).fails(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);

    String id = picture.get("id").asText();
    assertThat(call(alice, "showMedia", id).answers(200)).isEqualTo(picture);
    call(bob, "showMedia", id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    call(alice, "makeMediaUrl", id).answers(200);
    call(bob, "makeMediaUrl", id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    call(bob, "deleteMedia", id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    call(alice, "deleteMedia", id).answers(204);
    call(alice, "showMedia", id).fails(404, ErrorCode.MEDIA_NOT_FOUND);
  }

  private void pieces() {
    talk.nobody("describeUploads").answers(204);
    create(1).header("Tus-Resumable", "0.2.2").isRefused(412, ErrorCode.TUS_VERSION_UNSUPPORTED);
    create(0).isRefused(400, ErrorCode.BAD_FIELD);
    create(99_999_999_999L).fails(413, ErrorCode.MEDIA_TOO_LARGE);
    create(1).header("Upload-Metadata", "filename ???").fails(400, ErrorCode.BAD_FIELD);
    String id = begin(png.length);
    String other = begin(10);
    create(1).fails(429, ErrorCode.TOO_MANY_REQUESTS);
    upload(alice).form("a.png", png).fails(429, ErrorCode.TOO_MANY_REQUESTS);

    append(id, 5).piece(png).fails(409, ErrorCode.OFFSET_MISMATCH);
    append(id, 0).form("a.png", png).fails(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    append(id, 0)
        .piece(png)
        .header("Tus-Resumable", "2")
        .isRefused(412, ErrorCode.TUS_VERSION_UNSUPPORTED);
    append("m1", 0).piece(png).fails(404, ErrorCode.UPLOAD_NOT_FOUND);
    append(id, 0).piece(Arrays.copyOf(png, 20)).answers(204);
    assertThat(offset(tus(alice, "findUpload", id).send(200))).isEqualTo(20);
    append(id, 20).piece(Arrays.copyOfRange(png, 20, png.length)).answers(204);
    assertThat(offset(tus(alice, "findUpload", id).send(200))).isEqualTo(png.length);
    call(alice, "showMedia", id).answers(200);
    append(other, 0).piece(png).fails(413, ErrorCode.MEDIA_TOO_LARGE);

    String third = begin(10);
    tus(bob, "findUpload", third).fails(404, ErrorCode.UPLOAD_NOT_FOUND);
    tus(bob, "cancelUpload", third).fails(404, ErrorCode.UPLOAD_NOT_FOUND);
    for (String operation : List.of("findUpload", "cancelUpload")) {
      tus(alice, operation, third)
          .header("Tus-Resumable", "2")
          .isRefused(412, ErrorCode.TUS_VERSION_UNSUPPORTED);
    }
    tus(alice, "cancelUpload", third).answers(204);
  }

  private void serving() {
    JsonNode picture = upload(alice).form("a.png", png).answers(201);
    String id = picture.get("id").asText();
    JsonNode urls = call(alice, "makeMediaUrl", id).answers(200);
    String url = urls.get("url").asText();
    String thumbnail = urls.get("thumbnailUrl").asText();
    for (String operation : List.of("getMedia", "headMedia")) {
      serves(operation, url);
    }
    for (String operation : List.of("getThumbnail", "headThumbnail")) {
      serves(operation, thumbnail);
    }
    call(alice, "deleteMedia", id).answers(204);
    for (String operation : List.of("getMedia", "headMedia")) {
      at(operation, url).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    }
    for (String operation : List.of("getThumbnail", "headThumbnail")) {
      at(operation, thumbnail).fails(404, ErrorCode.MEDIA_NOT_FOUND);
    }
  }

  private void serves(String operation, String url) {
    Rest.Answer whole = at(operation, url).send(200);
    String tag = whole.raw().headers().firstValue("ETag").orElseThrow();
    at(operation, url).header("If-None-Match", tag).answers(304);
    Rest.Answer some = at(operation, url).header("Range", "bytes=2-5").send(206);
    assertThat(some.raw().headers().firstValueAsLong("Content-Length")).hasValue(4);
    at(operation, url).header("Range", "bytes=2-5").header("If-Range", tag).send(206);
    at(operation, url).header("Range", "bytes=2-5").header("If-Range", "\"x\"").send(200);
    at(operation, url).header("Range", "bytes=99999-").fails(416, ErrorCode.RANGE_NOT_SATISFIABLE);
    at(operation, url + "x").fails(403, ErrorCode.MEDIA_URL_INVALID);
  }

  private Call at(String operation, String url) {
    Matcher parts = URL.matcher(url);
    assertThat(parts.matches()).as(url).isTrue();
    return talk.nobody(operation)
        .with("id", parts.group(1))
        .with("exp", parts.group(2))
        .with("sig", parts.group(3));
  }

  private Call upload(Person person) {
    return talk.as(person, "uploadMedia");
  }

  private Call call(Person person, String operation, String id) {
    return talk.as(person, operation).with("id", id);
  }

  private Call tus(Person person, String operation, String id) {
    return call(person, operation, id).with("Tus-Resumable", "1.0.0");
  }

  private Call create(long size) {
    return talk.as(alice, "createUpload")
        .with("Tus-Resumable", "1.0.0")
        .with("Upload-Length", size);
  }

  private String begin(long size) {
    String location = create(size).send(201).raw().headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private Call append(String id, long offset) {
    return tus(alice, "appendUpload", id).with("Upload-Offset", offset);
  }

  private static long offset(Rest.Answer answer) {
    return answer.raw().headers().firstValueAsLong("Upload-Offset").orElseThrow();
  }

  static byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
