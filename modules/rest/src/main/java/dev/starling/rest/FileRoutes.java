package dev.starling.rest;

import dev.starling.media.MediaService;
import dev.starling.messaging.Messaging;
import dev.starling.wire.ConversationId;
import dev.starling.wire.MediaId;
import io.vertx.core.Future;

/// Addresses of files that conversations have, for whoever may see what they belong to. One's own
/// files are on [MediaRoutes].
final class FileRoutes {

  private static final String CONVERSATION = "/v1/conversations/:id";

  private final Messaging messaging;
  private final MediaService media;

  FileRoutes(Messaging messaging, MediaService media) {
    this.messaging = messaging;
    this.media = media;
  }

  void mount(Api api) {
    api.get(CONVERSATION + "/picture", this::picture);
    api.get(CONVERSATION + "/messages/:seq/attachments/:mediaId", this::attachment);
  }

  private Future<Answer> picture(Call call) {
    return address(messaging.files().picture(call.user(), call.path("id", ConversationId::parse)));
  }

  private Future<Answer> attachment(Call call) {
    return address(
        messaging
            .files()
            .attachment(
                call.user(), MessageRoutes.message(call), call.path("mediaId", MediaId::parse)));
  }

  private Future<Answer> address(Future<MediaId> seen) {
    return seen.compose(media::urlOf).map(Answer::ok);
  }
}
