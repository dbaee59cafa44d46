package dev.starling.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files like those that prose is fetched in, with three sentences.
final class SmallProse {

  private static final String EXAMPLES =
      """
      <rules>
        <example correction="x">The harbour &amp; the &quot;old&quot; <marker>bridge</marker>
          are quiet tonight.</example>
        <example>Nobody told me where the boats had gone.</example>
        <example type="incorrect">Nobody told me where the boats had gone.</example>
        <example>Too short</example>
      </rules>
      """;
  private static final String MESSAGES = "{\"A_1\": \"인터페이스는 '{0}' 하나만 확장할 수 있습니다.\"}";

  private final ProseFiles files;

  SmallProse(Path folder) throws IOException {
    String english = zip(folder.resolve("english.jar"), "rules/en/grammar.xml", EXAMPLES);
    String korean = zip(folder.resolve("korean.jar"), "lib/ko/all.generated.json", MESSAGES);
    files =
        new ProseFiles(
            folder,
            "# listed%nenglish.jar,en,rules/en/,%s%nkorean.jar,ko,lib/ko/,%s%n"
                .formatted(english, korean));
  }

  ProseFiles files() {
    return files;
  }

  private static String zip(Path file, String name, String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
