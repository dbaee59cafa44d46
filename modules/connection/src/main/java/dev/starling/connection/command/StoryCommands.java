package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.story.StoryService;
import dev.starling.wire.story.ReactToStory;
import dev.starling.wire.story.ViewStory;
import java.util.List;

/// Stories.
final class StoryCommands {

  private StoryCommands() {}

  static List<Command<?>> of(StoryService stories) {
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
            (caller, react) -> stories.react(caller.user(), react.story(), react.emoji())));
  }
}
