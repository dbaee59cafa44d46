package dev.starling.bench.load;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Names for messages as good clients choose them: UUIDs of version 7, which grow with time and so
/// are kind to the index that they end in.
final class ClientIds {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_BITS = 0x3fff_ffff_ffff_ffffL;

  private long counter;

  String next() {
    counter++;
    long most = System.currentTimeMillis() << 16 | VERSION_7 | (counter & 0xfff);
    long least = (ThreadLocalRandom.current().nextLong() & RANDOM_BITS) | VARIANT;
    return new UUID(most, least).toString();
  }
}
