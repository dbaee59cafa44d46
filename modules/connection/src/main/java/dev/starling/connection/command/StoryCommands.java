package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.story.ResponseService;
import dev.starling.story.StoryService;
import dev.starling.wire.story.AnswerStory;
import dev.starling.wire.story.ReactToStory;
import dev.starling.wire.story.ReplyToStory;
import dev.starling.wire.story.ViewStory;
import java.util.List;

/// Stories.
final class StoryCommands {

  private StoryCommands() {}

  static List<Command<?>> of(StoryService stories, ResponseService responses) {
    return List.of(
        new Command<>(
            "story.view",
            Action.CHANGE,
            ViewStory.class,
            (caller, view) -> stories.view(caller.user(), view.story())),
        new Command<>(
            "story.react",
            Action.CHANGE,
            ReactToStory.class,
            (caller, react) -> stories.react(caller.user(), react.story(), react.emoji())),
        new Command<>(
            "story.reply",
            Action.SEND,
            ReplyToStory.class,
            (caller, reply) -> responses.reply(caller.user(), reply.story(), reply.reply())),
        new Command<>(
            "story.answer",
            Action.CHANGE,
            AnswerStory.class,
            (caller, answer) -> responses.answer(caller.user(), answer.story(), answer.answer())));
  }
}
