package dev.starling.devservices;

import java.util.Locale;

/// This machine, as the names of binaries spell it.
record Platform(String os, String architecture) {

  static final Platform CURRENT = of(System.getProperty("os.name"), System.getProperty("os.arch"));

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    return new Platform(
        os.startsWith("mac") ? "darwin" : os,
        switch (osArch) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        });
  }

  /// As in the PostgreSQL artifacts: `postgres-linux-x86_64.txz`.
  String postgresArchive() {
    String spelled =
        switch (architecture) {
          case "amd64" -> "x86_64";
          case "arm64" -> "arm_64";
          default -> architecture;
        };
    return "postgres-" + os + "-" + spelled + ".txz";
  }

  /// As in the Redis artifact: `redis-server-7.0.15-linux-amd64`.
  String redisServer() {
    return "redis-server-7.0.15-" + os + "-" + architecture;
  }

  @Override
  public String toString() {
    return os + " on " + architecture;
  }
}
