package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.preview.Previews;
import dev.starling.wire.conversation.PreviewLink;
import io.vertx.core.Future;

/// What is behind links, for who is about to send one.
final class PreviewRoutes {

  private final Previews previews;

  PreviewRoutes(Previews previews) {
    this.previews = previews;
  }

  void mount(Api api) {
    api.post("/v1/previews", Action.UNCOUNTED, this::show);
  }

  private Future<Answer> show(Call call) {
    return previews.show(call.user(), call.body(PreviewLink.class).url()).map(Answer::ok);
  }
}
