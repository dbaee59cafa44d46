package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.story.KeptService;
import dev.starling.wire.HighlightId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.StorySettings;
import io.vertx.core.Future;

/// Stories that stay when they are over.
final class KeptRoutes {

  private final KeptService kept;

  KeptRoutes(KeptService kept) {
    this.kept = kept;
  }

  void mount(Api api) {
    api.get("/v1/stories/settings", this::settings);
    api.patch("/v1/stories/settings", Action.PROFILE, this::changeSettings);
    api.get("/v1/stories/archive", this::archive);
    api.post("/v1/highlights", Action.CHANGE, this::make);
    api.get("/v1/highlights/:id", this::show);
    api.patch("/v1/highlights/:id", Action.CHANGE, this::change);
    api.delete("/v1/highlights/:id", Action.CHANGE, this::delete);
    api.get("/v1/highlights/:id/stories", this::stories);
    api.get("/v1/users/:id/highlights", this::list);
  }

  private Future<Answer> settings(Call call) {
    return kept.settings(call.user()).map(Answer::ok);
  }

  private Future<Answer> changeSettings(Call call) {
    return kept.change(call.user(), call.body(StorySettings.class)).map(Answer::ok);
  }

  private Future<Answer> archive(Call call) {
    return kept.archive(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> make(Call call) {
    return kept.make(call.user(), call.body(NewHighlight.class)).map(Answer::created);
  }

  private Future<Answer> show(Call call) {
    return kept.find(call.user(), highlight(call)).map(Answer::ok);
  }

  private Future<Answer> change(Call call) {
    return kept.change(call.user(), highlight(call), call.body(ChangeHighlight.class))
        .map(Answer::ok);
  }

  private Future<Answer> delete(Call call) {
    return kept.delete(call.user(), highlight(call)).map(Answer::nothing);
  }

  private Future<Answer> stories(Call call) {
    return kept.stories(call.user(), highlight(call), call.page()).map(Answer::ok);
  }

  private Future<Answer> list(Call call) {
    return kept.list(call.user(), call.path("id", UserId::parse), call.page()).map(Answer::ok);
  }

  private static HighlightId highlight(Call call) {
    return call.path("id", HighlightId::parse);
  }
}
