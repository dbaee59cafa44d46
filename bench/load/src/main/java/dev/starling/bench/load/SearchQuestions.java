package dev.starling.bench.load;

import dev.starling.bench.load.SearchBallast.Heard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Questions of people who remember something that was said: words of a message that they could
/// read, so that a frequent one is asked for frequently, and there is something to be found. The
/// same ones in each run.
final class SearchQuestions {

  private static final long SEED = 20_261_128;

  private static final String UNSPACED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
  private static final Pattern WORD = Pattern.compile("[\\p{L}&&[^" + UNSPACED + "]]{4,}");
  private static final Pattern PART = Pattern.compile("[" + UNSPACED + "]{2,}");
  private static final Pattern PHRASE = Pattern.compile("\\p{L}{3,} \\p{L}{3,}");

  /// Of two letters, or two characters: what is said most frequently.
  private static final int TYPED_MIN = 2;

  private static final int TYPED_MAX = 4;

  /// Around the day of the message.
  private static final int DAYS = 15;

  /// Then somebody has never heard such a thing, and asks for what others have.
  private static final int TRIES_MAX = 500;

  private final Random random = new Random(SEED);
  private final List<Heard> others;

  /// @param others in all languages
  SearchQuestions(List<Heard> others) {
    this.others = List.copyOf(others);
  }

  /// The path and query of a request.
  ///
  /// @param heard by the one who asks
  String next(SearchKind kind, List<Heard> heard) {
    return "/v1/search/messages?limit=20&q="
        + URLEncoder.encode(query(kind, heard), StandardCharsets.UTF_8)
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

  /// A space behind a word says that it is whole.
  private String query(SearchKind kind, List<Heard> heard) {
    return switch (kind) {
      case PART -> part(heard);
      case PHRASE -> '"' + remembered(heard, PHRASE, 1).found().getFirst() + '"';
      case WORD, FACETS, CONTEXT -> word(heard).first() + " ";
      case PREFIX -> beginning(word(heard).first());
      case WORDS, RELEVANCE -> {
        Remembered both = remembered(heard, WORD, 2);
        yield both.first() + " " + both.found().getLast() + " ";
      }
      case FROM -> {
        Remembered word = word(heard);
        yield "from:" + word.message().username() + " " + word.first() + " ";
      }
      case IN -> {
        Remembered word = word(heard);
        yield "in:" + word.message().conversation() + " " + word.first() + " ";
      }
      case DATES -> {
        Remembered word = word(heard);
        yield around(word.message()) + word.first() + " ";
      }
      case HAS -> "has:link " + word(heard).first() + " ";
      case NOT -> word(heard).first() + " -" + word(heard).first();
    };
  }

  /// @param found what of the message matches
  private record Remembered(Heard message, List<String> found) {

    String first() {
      return found.getFirst();
    }
  }

  private Remembered word(List<Heard> heard) {
    Remembered all = remembered(heard, WORD, 1);
    return new Remembered(
        all.message(), List.of(all.found().get(random.nextInt(all.found().size()))));
  }

  private Remembered remembered(List<Heard> heard, Pattern what, int atLeast) {
    for (int i = 0; i < 2 * TRIES_MAX; i++) {
      List<Heard> some = i < TRIES_MAX ? heard : others;
      Heard message = some.get(random.nextInt(some.size()));
      List<String> found = what.matcher(message.text()).results().map(MatchResult::group).toList();
      if (found.size() >= atLeast) {
        return new Remembered(message, found);
      }
    }
    throw new IllegalStateException("nobody has heard " + what);
  }

  private String beginning(String word) {
    return word.substring(0, random.nextInt(TYPED_MIN, TYPED_MAX + 1));
  }

  private String part(List<Heard> heard) {
    String run = remembered(heard, PART, 1).first();
    int first = random.nextInt(run.length() - 1);
    return run.substring(
        first, Math.min(run.length(), first + random.nextInt(TYPED_MIN, TYPED_MAX + 1)));
  }

  private static String around(Heard message) {
    LocalDate day = message.at().atOffset(ZoneOffset.UTC).toLocalDate();
    return "after:" + day.minusDays(DAYS) + " before:" + day.plusDays(DAYS) + " ";
  }
}
