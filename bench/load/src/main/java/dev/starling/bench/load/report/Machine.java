package dev.starling.bench.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Where a run took place: figures of two machines do not compare.
public record Machine(String system, String processor, int cores, long memoryMib, String java) {

  public static Machine current() {
    return new Machine(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        field("/proc/cpuinfo", "model name", "unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        mebibytes(field("/proc/meminfo", "MemTotal", "0 kB")),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.1f GiB, %s, %s",
        processor,
        cores,
        memoryMib / 1024.0,
        system,
        java);
  }

  private static String field(String file, String name, String otherwise) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException notLinux) {
      return otherwise;
    }
  }

  private static long mebibytes(String kibibytes) {
    return Long.parseLong(kibibytes.replaceAll("\\D", "")) / 1024;
  }
}
