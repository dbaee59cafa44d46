package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.conversation.FollowThread;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.ReadThread;
import dev.starling.wire.conversation.ReadThreadEvents;
import dev.starling.wire.conversation.VoteInPoll;
import io.vertx.core.Future;
import java.util.List;

/// What stands under a message: the replies of its thread, and the votes in its poll.
final class ThreadRoutes {

  private static final String MESSAGE = "/v1/conversations/:id/messages/:seq";

  private record Mark(long seq) {}

  private record Vote(List<Integer> options) {}

  private final Messaging messaging;

  ThreadRoutes(Messaging messaging) {
    this.messaging = messaging;
  }

  void mount(Api api) {
    api.get("/v1/threads", this::list);
    api.get(MESSAGE + "/thread", this::replies);
    api.put(MESSAGE + "/thread/read", Action.UNCOUNTED, this::read);
    api.put(MESSAGE + "/thread/follow", Action.CHANGE, call -> follow(call, true));
    api.delete(MESSAGE + "/thread/follow", Action.CHANGE, call -> follow(call, false));
    api.put(MESSAGE + "/vote", Action.CHANGE, call -> vote(call, call.body(Vote.class).options()));
    api.delete(MESSAGE + "/vote", Action.CHANGE, call -> vote(call, List.of()));
    api.get(MESSAGE + "/votes", this::votes);
    api.put(MESSAGE + "/poll/closed", Action.CHANGE, this::close);
  }

  private Future<Answer> list(Call call) {
    return messaging.threads().list(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> replies(Call call) {
    MessageRef root = MessageRoutes.message(call);
    ReadThreadEvents read =
        new ReadThreadEvents(
            root.conversation(),
            root.seq(),
            call.number("after"),
            call.number("before"),
            call.page().limit(),
            call.query("cursor"));
    return messaging.history().readThread(call.user(), read).map(Answer::ok);
  }

  private Future<Answer> read(Call call) {
    MessageRef root = MessageRoutes.message(call);
    ReadThread read = new ReadThread(root.conversation(), root.seq(), call.body(Mark.class).seq());
    return messaging.threads().read(call.user(), read).map(Answer::ok);
  }

  private Future<Answer> follow(Call call, boolean follows) {
    MessageRef root = MessageRoutes.message(call);
    return messaging
        .threads()
        .follow(call.user(), new FollowThread(root.conversation(), root.seq(), !follows))
        .map(Answer::ok);
  }

  private Future<Answer> vote(Call call, List<Integer> options) {
    MessageRef poll = MessageRoutes.message(call);
    return messaging
        .polls()
        .vote(call.user(), new VoteInPoll(poll.conversation(), poll.seq(), options))
        .map(Answer::ok);
  }

  private Future<Answer> votes(Call call) {
    return messaging
        .polls()
        .voters(call.user(), MessageRoutes.message(call), option(call), call.page())
        .map(Answer::ok);
  }

  private Future<Answer> close(Call call) {
    return messaging.polls().close(call.user(), MessageRoutes.message(call)).map(Answer::ok);
  }

  private static Integer option(Call call) {
    Long option = call.number("option");
    if (option != null && (option < 0 || option > Integer.MAX_VALUE)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "option: " + option + " (expected: from 0)");
    }
    return option == null ? null : option.intValue();
  }
}
