package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.media.MediaService;
import dev.starling.story.StoryService;
import dev.starling.wire.MediaId;
import dev.starling.wire.StoryId;
import dev.starling.wire.conversation.Emoji;
import dev.starling.wire.story.AskRings;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.StoryReaction;
import io.vertx.core.Future;

/// Stories and who has seen them.
final class StoryRoutes {

  private final StoryService stories;
  private final MediaService media;

  StoryRoutes(StoryService stories, MediaService media) {
    this.stories = stories;
    this.media = media;
  }

  void mount(Api api) {
    api.post("/v1/stories", Action.STORY, this::post);
    api.get("/v1/stories/feed", this::feed);
    api.post("/v1/stories/rings", Action.UNCOUNTED, this::rings);
    api.get("/v1/stories/:id", this::show);
    api.patch("/v1/stories/:id", Action.CHANGE, this::edit);
    api.delete("/v1/stories/:id", Action.CHANGE, this::delete);
    api.get("/v1/stories/:id/media/:mediaId", this::file);
    api.get("/v1/stories/:id/audience", this::audience);
    api.post("/v1/stories/:id/views", Action.CHANGE, this::view);
    api.get("/v1/stories/:id/views", this::views);
    api.put("/v1/stories/:id/reaction", Action.CHANGE, this::react);
    api.delete("/v1/stories/:id/reaction", Action.CHANGE, this::takeBack);
  }

  private Future<Answer> post(Call call) {
    return stories
        .post(call.user(), call.body(NewStory.class))
        .map(posted -> Answer.createdOrFound(posted.isNew(), posted.story()));
  }

  private Future<Answer> feed(Call call) {
    return stories
        .feed(call.user(), call.page(), call.query("state"), call.flag("muted"))
        .map(Answer::ok);
  }

  private Future<Answer> show(Call call) {
    return stories.get(call.user(), story(call)).map(Answer::ok);
  }

  private Future<Answer> rings(Call call) {
    return stories.rings(call.user(), call.body(AskRings.class)).map(Answer::ok);
  }

  private Future<Answer> edit(Call call) {
    return stories.edit(call.user(), story(call), call.body(EditStory.class)).map(Answer::ok);
  }

  private Future<Answer> audience(Call call) {
    return stories.audience(call.user(), story(call), call.page()).map(Answer::ok);
  }

  private Future<Answer> file(Call call) {
    MediaId file = call.path("mediaId", MediaId::parse);
    return stories
        .fileUntil(call.user(), story(call), file)
        .compose(until -> media.urlOf(file, until))
        .map(Answer::ok);
  }

  private Future<Answer> delete(Call call) {
    return stories.delete(call.user(), story(call)).map(Answer::nothing);
  }

  private Future<Answer> view(Call call) {
    return stories.view(call.user(), story(call)).map(Answer::nothing);
  }

  private Future<Answer> views(Call call) {
    return (call.flag("reacted")
            ? stories.reactions(call.user(), story(call), call.page())
            : stories.views(call.user(), story(call), call.page()))
        .map(Answer::ok);
  }

  private Future<Answer> react(Call call) {
    String emoji = Emoji.check(call.body(StoryReaction.class).emoji());
    return stories.react(call.user(), story(call), emoji).map(Answer::nothing);
  }

  private Future<Answer> takeBack(Call call) {
    return stories.react(call.user(), story(call), null).map(Answer::nothing);
  }

  private static StoryId story(Call call) {
    return call.path("id", StoryId::parse);
  }
}
