package dev.starling.media.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import org.apache.tika.Tika;

/// Says what content is by its first bytes. Its name is not asked: names lie.
public final class Sniffer {

  /// Enough for everything that is known by its beginning.
  public static final int BYTES_WANTED = 64 * 1024;

  private static final int BRAND_AT = 8;
  private static final int BRAND_END = 12;
  private static final int DOC_TYPE_WITHIN = 64;

  /// Names of one thing that browsers know by another.
  private static final Map<String, String> KNOWN_AS =
      Map.of(
          "audio/vorbis", "audio/ogg",
          "audio/opus", "audio/ogg",
          "audio/speex", "audio/ogg",
          "audio/x-flac", "audio/flac",
          "audio/x-oggflac", "audio/ogg",
          "audio/vnd.wave", "audio/wav",
          "audio/x-wav", "audio/wav");

  private final Tika tika = new Tika();

  public MediaType sniff(byte[] beginning) {
    if (isIsoMedia(beginning)) {
      return MediaType.of(isoMedia(beginning));
    }
    String found = tika.detect(beginning);
    if (found.equals("application/x-matroska")) {
      return MediaType.of(isWebm(beginning) ? "video/webm" : found);
    }
    if (found.equals("application/ogg") && Ogg.isSound(beginning)) {
      return MediaType.of("audio/ogg");
    }
    return MediaType.of(KNOWN_AS.getOrDefault(found, found));
  }

  private static boolean isIsoMedia(byte[] bytes) {
    return bytes.length >= BRAND_END && new String(bytes, 4, 4, ISO_8859_1).equals("ftyp");
  }

  /// By its major brand. Whether there is a picture in it is found out later.
  private static String isoMedia(byte[] bytes) {
    String brand = new String(bytes, BRAND_AT, BRAND_END - BRAND_AT, ISO_8859_1);
    return switch (brand) {
      case "qt  " -> "video/quicktime";
      case "M4A ", "M4B " -> "audio/mp4";
      case "avif", "avis" -> "image/avif";
      case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1" -> "image/heic";
      case "crx " -> "image/x-canon-cr3";
      default -> "video/mp4";
    };
  }

  private static boolean isWebm(byte[] bytes) {
    int end = Math.min(bytes.length, DOC_TYPE_WITHIN);
    return new String(bytes, 0, end, ISO_8859_1).contains("webm");
  }
}
