package dev.starling.story;

import dev.starling.persistence.story.StoryRepository;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswered;
import dev.starling.wire.story.StoryAnswers;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/// What viewers say to stories: replies, answers, and showing them again. May be called from any
/// thread.
public final class ResponseService {

  private final StoryRepository stories;
  private final Clock clock;
  private final Replies replies;
  private final Answering answering;
  private final Resharing resharing;

  ResponseService(
      StoryRepository stories,
      Clock clock,
      Replies replies,
      Answering answering,
      Resharing resharing) {
    this.stories = stories;
    this.clock = clock;
    this.replies = replies;
    this.answering = answering;
    this.resharing = resharing;
  }

  /// Sends the author a direct message that quotes the story.
  public Future<Accepted> reply(UserId sender, StoryId story, StoryReply reply) {
    return ofAnother(sender, story, clock.instant())
        .compose(found -> replies.reply(sender, found, reply));
  }

  /// Answers a poll or question, in place of what the viewer had answered.
  public Future<StoryAnswered> answer(UserId viewer, StoryId story, StoryAnswer answer) {
    Instant now = clock.instant();
    return ofAnother(viewer, story, now)
        .compose(found -> answering.answer(viewer, found, answer, now));
  }

  /// What was said to a poll or question, for the story's author.
  public Future<StoryAnswers> answers(
      UserId author, StoryId story, int part, int area, PageRequest page) {
    return answering.list(author, story, part, area, page);
  }

  /// Posts a story again that mentions whoever does.
  public Future<StoryService.Posted> reshare(UserId author, StoryId story, Reshare reshare) {
    return ofAnother(author, story, clock.instant())
        .compose(found -> resharing.reshare(author, found, reshare));
  }

  /// Whoever sees a story may respond to it, but its author.
  private Future<Story> ofAnother(UserId viewer, StoryId id, Instant now) {
    return stories
        .find(viewer, id, now)
        .map(found -> found.orElseThrow(() -> StoryService.notFound(id)))
        .map(
            story -> {
              Viewing.requireOthers(viewer, story.author());
              return story;
            });
  }
}
