package dev.starling.media.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.starling.media.TestFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Sound as far as its duration is concerned.
final class SoundFiles {

  private static final int MP3_FRAME = 0xfffb9064; // Version 1, layer 3, 128 kbit/s, 44,100 Hz.
  private static final int MP3_FRAME_BYTES = 417;
  private static final int CD_RATE = 44_100;
  private static final int OPUS_RATE = 48_000;
  private static final int OPUS_SKIPPED = 312;

  private SoundFiles() {}

  /// @param saysFrames in its first frame, as is needed where frames differ in size
  static byte[] mp3(int seconds, boolean saysFrames) {
    int frames = seconds * CD_RATE / 1_152;
    int kept = saysFrames ? 3 : frames;
    ByteBuffer mp3 = ByteBuffer.allocate(kept * MP3_FRAME_BYTES);
    for (int i = 0; i < kept; i++) {
      mp3.putInt(i * MP3_FRAME_BYTES, MP3_FRAME);
    }
    if (saysFrames) {
      mp3.putInt(36, 0x58696e67).putInt(40, 1).putInt(44, frames);
    }
    return mp3.array();
  }

  /// With a title of so many bytes, or says so.
  static byte[] titled(byte[] sound, int says, int has) {
    ByteBuffer tag = ByteBuffer.allocate(10 + has).put("ID3\4\0\0".getBytes(ISO_8859_1));
    for (int shift = 21; shift >= 0; shift -= 7) {
      tag.put((byte) (says >>> shift & 0x7f));
    }
    return TestFiles.concat(tag.array(), sound);
  }

  static byte[] flac(int seconds) {
    ByteBuffer flac = ByteBuffer.allocate(4 + 4 + 34 + 100);
    flac.put("fLaC".getBytes(ISO_8859_1)).putInt(0x80000022).position(8 + 10);
    flac.putLong((long) CD_RATE << 44 | (long) seconds * CD_RATE);
    return flac.array();
  }

  static byte[] opus(int seconds) {
    ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
    head.put("OpusHead\1\1".getBytes(ISO_8859_1)).putShort((short) OPUS_SKIPPED);
    byte[] end = page((long) seconds * OPUS_RATE + OPUS_SKIPPED, 7, new byte[90]);
    byte[] ofAnother = page(4_711L * OPUS_RATE, 8, new byte[20]);
    return TestFiles.concat(page(0, 7, head.array()), TestFiles.concat(end, ofAnother));
  }

  static byte[] vorbis(int seconds) {
    ByteBuffer head = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    head.put("\1vorbis".getBytes(ISO_8859_1)).putInt(0).put((byte) 2).putInt(CD_RATE);
    return TestFiles.concat(
        page(0, 7, head.array()), page((long) seconds * CD_RATE, 7, new byte[70_000 / 255]));
  }

  private static byte[] page(long position, int stream, byte[] content) {
    int segments = content.length / 255 + 1;
    ByteBuffer page =
        ByteBuffer.allocate(27 + segments + content.length).order(ByteOrder.LITTLE_ENDIAN);
    page.put("OggS\0\2".getBytes(ISO_8859_1)).putLong(position).putInt(stream).putLong(0);
    page.put((byte) segments);
    for (int i = 1; i < segments; i++) {
      page.put((byte) 255);
    }
    return page.put((byte) (content.length % 255)).put(content).array();
  }
}
