package dev.starling.story;

import dev.starling.persistence.story.AnswerRepository;
import dev.starling.persistence.story.AnswerRepository.Answers;
import dev.starling.persistence.story.AnswerRepository.Asked;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.Part;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswered;
import dev.starling.wire.story.StoryAnswers;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Polls and questions of stories. What a story asks never changes, so an answer that fits is
/// checked before it is stored.
final class Answering {

  private final AnswerRepository answers;
  private final Viewing viewing;
  private final Clock clock;
  private final Duration answersFor;

  /// @param answersFor as of the list of viewers
  Answering(AnswerRepository answers, Viewing viewing, Clock clock, Duration answersFor) {
    this.answers = answers;
    this.viewing = viewing;
    this.clock = clock;
    this.answersFor = answersFor;
  }

  /// Once, until the viewer's mind is changed.
  Future<StoryAnswered> answer(UserId viewer, Story story, StoryAnswer answer, Instant now) {
    StoryId id = story.id();
    int options = options(area(story, answer), answer);
    return answers
        .put(viewer, id, answer, now)
        .map(seen -> viewing.answered(viewer, id, seen))
        .compose(seen -> answered(id, answer, options));
  }

  /// What was said, for the author.
  Future<StoryAnswers> list(UserId author, StoryId id, int part, int area, PageRequest page) {
    Instant now = clock.instant();
    Asked asked = new Asked(id, part, area);
    return Future.succeededFuture(page)
        .map(wanted -> wanted.after(Viewing::place))
        .compose(
            after ->
                answers.list(author, asked, now, now.minus(answersFor), after, page.limitAndOne()))
        .map(found -> storyAnswers(found.orElseThrow(() -> StoryService.notFound(id)), page));
  }

  private Future<StoryAnswered> answered(StoryId id, StoryAnswer answer, int options) {
    return options == 0
        ? Future.succeededFuture(new StoryAnswered(null))
        : answers
            .choices(new Asked(id, answer.part(), answer.area()))
            .map(counts -> new StoryAnswered(counts(counts, options)));
  }

  private static Area area(Story story, StoryAnswer answer) {
    List<Part> parts = story.parts();
    List<Area> areas = answer.part() < parts.size() ? parts.get(answer.part()).areas() : null;
    if (areas == null || answer.area() >= areas.size()) {
      throw nothingAsked();
    }
    return areas.get(answer.area());
  }

  /// How many options there are, 0 for a question.
  private static int options(Area area, StoryAnswer answer) {
    switch (area) {
      case Area.Poll poll -> {
        if (answer.choice() == null
            || answer.choice() < 0
            || answer.choice() >= poll.options().size()) {
          throw new Failure.Invalid(
              ErrorCode.BAD_FIELD,
              "choice: of a poll (expected: 0 to " + (poll.options().size() - 1) + ")");
        }
        return poll.options().size();
      }
      case Area.Question question -> {
        if (answer.text() == null) {
          throw new Failure.Invalid(ErrorCode.BAD_FIELD, "text: missing, of a question");
        }
        return 0;
      }
      default -> throw nothingAsked();
    }
  }

  private static StoryAnswers storyAnswers(Answers found, PageRequest page) {
    Area area = found.area().orElseThrow(Answering::nothingAsked);
    List<Long> choices =
        switch (area) {
          case Area.Poll poll -> counts(found.choices(), poll.options().size());
          case Area.Question question -> null;
          default -> throw nothingAsked();
        };
    Page<StoryAnswers.Answer> items =
        page.page(found.items(), last -> Cursor.of(last.at(), last.user().id().value()));
    return new StoryAnswers(items.items(), items.next(), found.count(), choices);
  }

  private static List<Long> counts(Map<Integer, Long> choices, int options) {
    return IntStream.range(0, options)
        .mapToObj(option -> choices.getOrDefault(option, 0L))
        .toList();
  }

  private static Failure nothingAsked() {
    return new Failure.NotFound(
        ErrorCode.AREA_NOT_FOUND, "area: no poll or question of the story stands there");
  }
}
