package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.PageRequest;
import dev.starling.wire.conversation.FollowThread;
import dev.starling.wire.conversation.ListThreads;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.ReadThread;
import dev.starling.wire.conversation.ReadThreadEvents;
import dev.starling.wire.conversation.VoteInPoll;
import java.util.List;

/// Threads, and votes in polls.
final class ThreadCommands {

  private ThreadCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "thread.read",
            Action.UNCOUNTED,
            ReadThread.class,
            (caller, read) -> messaging.threads().read(caller.user(), read)),
        new Command<>(
            "thread.follow",
            Action.CHANGE,
            FollowThread.class,
            (caller, follow) -> messaging.threads().follow(caller.user(), follow)),
        new Command<>(
            "thread.list",
            Action.UNCOUNTED,
            ListThreads.class,
            (caller, list) ->
                messaging
                    .threads()
                    .list(caller.user(), PageRequest.of(list.limit(), list.cursor()))),
        new Command<>(
            "thread.events",
            Action.UNCOUNTED,
            ReadThreadEvents.class,
            (caller, read) -> messaging.history().readThread(caller.user(), read)),
        new Command<>(
            "poll.vote",
            Action.CHANGE,
            VoteInPoll.class,
            (caller, vote) -> messaging.polls().vote(caller.user(), vote)),
        new Command<>(
            "poll.close",
            Action.CHANGE,
            MessageRef.class,
            (caller, poll) -> messaging.polls().close(caller.user(), poll)));
  }
}
