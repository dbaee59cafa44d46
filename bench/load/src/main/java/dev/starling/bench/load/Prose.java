package dev.starling.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.bench.load.client.SetupException;
import dev.starling.wire.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Sentences that people wrote, by language: what messages are made of where their words matter.
final class Prose {

  /// The examples of LanguageTool's rules stand in XML, one in an element, with what is wrong in
  /// another one.
  private static final Pattern EXAMPLE = Pattern.compile("(?s)<example[^>]*>(.*?)</example>");

  private static final Pattern ELEMENT = Pattern.compile("<[^>]*>");

  /// Where a compiler puts in what it speaks of.
  private static final Pattern PLACEHOLDER = Pattern.compile("['\"「『„“«]?\\{\\d}['\"」』”“»]?");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// In letters. A sentence without spaces says as much in half as many.
  private static final int LETTERS_MIN = 12;

  private static final int CHARACTERS_MAX = 400;

  private final Map<String, List<String>> byLanguage;

  private Prose(Map<String, List<String>> byLanguage) {
    this.byLanguage = byLanguage;
  }

  /// The same ones in the same order each time.
  static Prose read(ProseFiles files) {
    Map<String, SequencedSet<String>> found = new TreeMap<>();
    for (ProseFiles.Source source : files.sources()) {
      try (ZipFile jar = new ZipFile(files.file(source).toFile())) {
        addAll(jar, source, found.computeIfAbsent(source.language(), any -> new LinkedHashSet<>()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Map<String, List<String>> all = new TreeMap<>();
    found.forEach((language, sentences) -> all.put(language, List.copyOf(sentences)));
    return new Prose(Collections.unmodifiableMap(all));
  }

  List<String> languages() {
    return List.copyOf(byLanguage.keySet());
  }

  List<String> sentences(String language) {
    return byLanguage.get(language);
  }

  int size() {
    return byLanguage.values().stream().mapToInt(List::size).sum();
  }

  private static void addAll(ZipFile jar, ProseFiles.Source source, SequencedSet<String> sentences)
      throws IOException {
    List<? extends ZipEntry> entries =
        jar.stream().filter(entry -> entry.getName().startsWith(source.entries())).toList();
    for (ZipEntry entry : entries) {
      if (entry.getName().endsWith(".xml")) {
        EXAMPLE
            .matcher(text(jar, entry))
            .results()
            .map(example -> unescaped(ELEMENT.matcher(example.group(1)).replaceAll("")))
            .forEach(sentence -> add(sentence, sentences));
      } else if (entry.getName().endsWith(".generated.json")) {
        for (JsonNode sentence : Json.read(text(jar, entry), JsonNode.class)) {
          add(PLACEHOLDER.matcher(sentence.asText()).replaceAll(""), sentences);
        }
      }
    }
    if (sentences.isEmpty()) {
      throw new SetupException("No sentence in " + source.file() + ", " + source.entries() + ".");
    }
  }

  private static String text(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void add(String raw, SequencedSet<String> sentences) {
    String sentence = SPACE.matcher(raw).replaceAll(" ").strip();
    long letters = sentence.codePoints().filter(Character::isLetter).count();
    long ideographs = sentence.codePoints().filter(Prose::standsAlone).count();
    if (letters + ideographs >= LETTERS_MIN && sentence.length() <= CHARACTERS_MAX) {
      sentences.add(sentence);
    }
  }

  /// Of a script that puts no spaces between words.
  static boolean standsAlone(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }

  /// Nothing else is escaped there.
  private static String unescaped(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
