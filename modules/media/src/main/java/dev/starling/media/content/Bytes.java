package dev.starling.media.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Small reads of a file at any place. Nothing is believed: what is not there is an error, and how
/// often one file is asked is limited.
final class Bytes {

  private static final int READS_MAX = 20_000;

  private final FileChannel file;
  private int reads;

  Bytes(FileChannel file) {
    this.file = file;
  }

  long size() throws IOException {
    return file.size();
  }

  /// @param count few
  ByteBuffer at(long position, int count) throws IOException {
    if (++reads > READS_MAX) {
      throw new IOException("asked too often");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, position + bytes.position());
      if (read < 0) {
        throw new IOException("nothing at " + (position + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
