package dev.starling.story;

import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswered;
import dev.starling.wire.story.StoryAnswers;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;

/// What viewers say to stories: replies, answers, and showing them again. May be called from any
/// thread.
public final class ResponseService {

  private final Replies replies;
  private final Answering answering;
  private final Resharing resharing;

  ResponseService(Replies replies, Answering answering, Resharing resharing) {
    this.replies = replies;
    this.answering = answering;
    this.resharing = resharing;
  }

  /// Sends the author a direct message that quotes the story.
  public Future<Accepted> reply(UserId sender, StoryId story, StoryReply reply) {
    return replies.reply(sender, story, reply);
  }

  /// Answers a poll or question, in place of what the viewer had answered.
  public Future<StoryAnswered> answer(UserId viewer, StoryId story, StoryAnswer answer) {
    return answering.answer(viewer, story, answer);
  }

  /// What was said to a poll or question, for the story's author.
  public Future<StoryAnswers> answers(
      UserId author, StoryId story, int part, int area, PageRequest page) {
    return answering.list(author, story, part, area, page);
  }

  /// Posts a story again that mentions whoever does.
  public Future<StoryService.Posted> reshare(UserId author, StoryId story, Reshare reshare) {
    return resharing.reshare(author, story, reshare);
  }
}
