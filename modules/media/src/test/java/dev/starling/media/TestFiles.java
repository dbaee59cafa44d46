package dev.starling.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Files as people upload them, made here.
public final class TestFiles {

  /// 16 by 16 pixels.
  private static final String WEBP =
      "UklGRqgBAABXRUJQVlA4WAoAAAAQAAAADwAADwAAQUxQSMMAAAABJ6KokSTleucYX+ffKpmImP90cY3gJjDi4Yt3"
          + "MsjBEVyDKzDosHgVjnhRNcEIDAJPkqBqsFUZHNa2bUYvTsZ2PLbtd/uvKa4hov9J0f2PkPe6REkkGzolkTTzFG0O"
          + "x9PlFiD0CxS+kOGDtxoynjaCfx0pfk52CPuInrOR75lzRugygtv4zEiy90UwfSD9NheMITJWLaXWayO8XeOlWRXV"
          + "nIGk2W6WdYoYMQ+KqixQNPowgt+6a1BSKbUtz+lUFAoBAAAAVlA4IL4AAACQAgCdASoQABAAAwA0JbACdDBPCIUM"
          + "fAMdCCz96AD+/XSg/QKbH4r3Q3ycN/bSDK/T/zVo4u6nvclvG/SqxWOuup+XhN9BojvaW+Tv+MvxvX/hr/o/5Qns"
          + "9LtmX/+qKdl/yWznhuasl7nkxvSTI4xf3Y85VSB/lU/8Ofj/b9JrA+ifvIOYZm2x1RP/dhfmsf5diuSfR7+z+r/+"
          + "HR3zEo/+XM/B+vkYw73Pzx+ROaAB/ZoBSzEs3rzZe6qsAAAA";

  private TestFiles() {}

  /// Red on its upper left quarter, blue elsewhere.
  public static byte[] picture(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height / 2);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static byte[] webp() {
    return Base64.getDecoder().decode(WEBP);
  }

  /// A JPEG that says how the camera was held, and that it was in Berlin (in its comment).
  public static byte[] turnedJpeg(int width, int height, int orientation) {
    byte[] jpeg = picture("jpeg", width, height);
    byte[] secret = "Berlin".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4 + secret.length);
    exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
    exif.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    exif.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0);
    exif.putInt(0).put(secret);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /// A PNG that says it is so large, and has next to nothing in it.
  public static byte[] pngBomb(int width, int height) {
    byte[] png = picture("png", 1, 1);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  /// An MP4 of a second and a half, whose index is behind the media, as cameras write it.
  public static byte[] video(int width, int height, int mediaBytes) {
    byte[] media = new byte[mediaBytes];
    new Random(7).nextBytes(media);
    ByteBuffer mvhd = ByteBuffer.allocate(100);
    mvhd.putInt(12, 600).putInt(16, 900);
    ByteBuffer tkhd = ByteBuffer.allocate(84);
    tkhd.putInt(40, 0x10000).putInt(56, 0x10000).putInt(72, 0x40000000);
    tkhd.putInt(76, width << 16).putInt(80, height << 16);
    byte[] moov = concat(box("mvhd", mvhd.array()), box("trak", box("tkhd", tkhd.array())));
    return concat(
        box("ftyp", "isom\0\0\2\0isommp41".getBytes(StandardCharsets.ISO_8859_1)),
        concat(box("mdat", media), box("moov", moov)));
  }

  /// Two seconds of silence.
  public static byte[] wav() {
    int rate = 8_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * rate).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(36 + 2 * rate);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate);
    wav.putShort((short) 1).putShort((short) 8);
    wav.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(2 * rate);
    return wav.array();
  }

  /// A WebM that says 2.5 seconds, and either a picture of 640 by 360 or none.
  public static byte[] webm(boolean hasPicture) {
    byte[] duration = ByteBuffer.allocate(8).putDouble(2_500).array();
    byte[] info = element(0x1549A966, element(0x4489, duration));
    byte[] size =
        concat(element(0xB0, new byte[] {2, (byte) 0x80}), element(0xBA, new byte[] {1, 0x68}));
    byte[] tracks =
        element(0x1654AE6B, element(0xAE, hasPicture ? element(0xE0, size) : new byte[0]));
    byte[] head =
        element(0x1A45DFA3, element(0x4282, "webm".getBytes(StandardCharsets.ISO_8859_1)));
    return concat(head, element(0x18538067, concat(info, tracks)));
  }

  public static byte[] svg() {
    return """
    <?xml version="1.0"?>
    <svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  public static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  public static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] element(int id, byte[] content) {
    byte[] name = ByteBuffer.allocate(4).putInt(id).array();
    int zeros = Integer.numberOfLeadingZeros(id) / 8;
    return ByteBuffer.allocate(4 - zeros + 8 + content.length)
        .put(name, zeros, 4 - zeros)
        .putLong(0x0100000000000000L | content.length)
        .put(content)
        .array();
  }
}
