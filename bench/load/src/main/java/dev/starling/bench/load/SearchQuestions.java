package dev.starling.bench.load;

import dev.starling.bench.load.SearchBallast.Acquaintance;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Questions about what was said: words of the sentences that messages are made of, so that a
/// frequent one is asked for frequently. The same ones in each run.
final class SearchQuestions {

  private static final long SEED = 20_261_128;

  private static final Pattern WORD = Pattern.compile("[\\p{L}&&[^\\p{IsHan}]]{4,}");
  private static final Pattern ALONE =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]{2,}");

  /// Half of them of two letters and of two characters: what is said most frequently.
  private static final int TYPED_MIN = 2;

  private static final int TYPED_MAX = 4;

  /// How far back the messages go.
  private static final int DAYS = 300;

  private final Random random = new Random(SEED);
  private final List<List<String>> languages = new ArrayList<>();
  private final List<List<String>> unspaced = new ArrayList<>();

  SearchQuestions(Prose prose) {
    for (String language : prose.languages()) {
      List<String> sentences = prose.sentences(language);
      boolean isUnspaced = language.equals("ja") || language.equals("ko") || language.equals("zh");
      (isUnspaced ? unspaced : languages).add(sentences);
    }
  }

  /// The path and query of a request.
  ///
  /// @param acquaintances of the one who asks
  String next(SearchKind kind, List<Acquaintance> acquaintances) {
    return "/v1/search/messages?limit=20&q="
        + URLEncoder.encode(query(kind, acquaintances), StandardCharsets.UTF_8)
        + parameters(kind);
  }

  private static String parameters(SearchKind kind) {
    return switch (kind) {
      case RELEVANCE -> "&order=relevance";
      case FACETS -> "&facets=true";
      case CONTEXT -> "&context=2";
      default -> "";
    };
  }

  private String query(SearchKind kind, List<Acquaintance> acquaintances) {
    List<String> words = words();
    String word = words.get(random.nextInt(words.size() - 1));
    String other = words.getLast();
    return switch (kind) {
      case WORD, FACETS, CONTEXT -> word + " ";
      case WORDS, RELEVANCE -> word + " " + other + " ";
      case PHRASE -> phrase();
      case PREFIX -> word.substring(0, random.nextInt(TYPED_MIN, TYPED_MAX + 1));
      case PART -> part();
      case FROM -> "from:" + any(acquaintances).username() + " " + word + " ";
      case IN -> "in:" + any(acquaintances).conversation() + " " + word + " ";
      case DATES -> dates() + word + " ";
      case HAS -> "has:link " + word + " ";
      case NOT -> word + " -" + other;
    };
  }

  /// Of a sentence that has at least two.
  private List<String> words() {
    while (true) {
      List<String> words =
          WORD.matcher(sentence(languages)).results().map(MatchResult::group).toList();
      if (words.size() >= 2) {
        return words;
      }
    }
  }

  private String phrase() {
    while (true) {
      String[] words = sentence(languages).replace("\"", "").split(" ", -1);
      if (words.length >= 3) {
        int first = random.nextInt(words.length - 1);
        String phrase = String.join(" ", Arrays.copyOfRange(words, first, first + 2));
        if (WORD.matcher(phrase).find()) {
          return "\"" + phrase + "\"";
        }
      }
    }
  }

  private String part() {
    while (true) {
      List<String> runs =
          ALONE.matcher(sentence(unspaced)).results().map(MatchResult::group).toList();
      if (!runs.isEmpty()) {
        String run = runs.get(random.nextInt(runs.size()));
        int first = random.nextInt(run.length() - 1);
        return run.substring(first, Math.min(run.length(), first + random.nextInt(2, 5)));
      }
    }
  }

  private String dates() {
    LocalDate from =
        LocalDate.now(ZoneOffset.UTC).minusDays(DAYS).plusDays(random.nextInt(DAYS - 60));
    return "after:" + from + " before:" + from.plusDays(30) + " ";
  }

  private String sentence(List<List<String>> some) {
    List<String> language = some.get(random.nextInt(some.size()));
    return language.get(random.nextInt(language.size()));
  }

  private Acquaintance any(List<Acquaintance> all) {
    return all.get(random.nextInt(all.size()));
  }
}
