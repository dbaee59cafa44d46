package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.story.ResponseService;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.StoryId;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;

/// What viewers say to stories.
final class ResponseRoutes {

  private final ResponseService responses;

  ResponseRoutes(ResponseService responses) {
    this.responses = responses;
  }

  void mount(Api api) {
    api.post("/v1/stories/:id/replies", Action.SEND, this::reply);
    api.put("/v1/stories/:id/answers", Action.CHANGE, this::answer);
    api.get("/v1/stories/:id/answers", this::answers);
    api.post("/v1/stories/:id/reshares", Action.STORY, this::reshare);
  }

  private Future<Answer> reply(Call call) {
    return responses
        .reply(call.user(), story(call), call.body(StoryReply.class))
        .map(accepted -> Answer.createdOrFound(!accepted.repeated(), accepted));
  }

  private Future<Answer> answer(Call call) {
    return responses.answer(call.user(), story(call), call.body(StoryAnswer.class)).map(Answer::ok);
  }

  private Future<Answer> answers(Call call) {
    return responses
        .answers(call.user(), story(call), place(call, "part"), place(call, "area"), call.page())
        .map(Answer::ok);
  }

  private Future<Answer> reshare(Call call) {
    return responses
        .reshare(call.user(), story(call), call.body(Reshare.class))
        .map(posted -> Answer.createdOrFound(posted.isNew(), posted.story()));
  }

  private static int place(Call call, String name) {
    Long place = call.number(name);
    if (place == null || place < 0 || place > Short.MAX_VALUE) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, name + ": missing, or not a place from 0");
    }
    return place.intValue();
  }

  private static StoryId story(Call call) {
    return call.path("id", StoryId::parse);
  }
}
