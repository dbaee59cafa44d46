package dev.starling.messaging;

import dev.starling.persistence.event.ThreadRepository;
import dev.starling.persistence.event.ThreadRepository.Place;
import dev.starling.routing.delivery.Router;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.conversation.FollowThread;
import dev.starling.wire.conversation.FollowedThread;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.ReadThread;
import dev.starling.wire.event.Signal.ThreadStanding;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Threads as those who follow them see them. A reply is a message like any other; here is who
/// wants to know of which, and how far they have read.
///
/// A reply never counts as unread of its conversation, so reading a conversation to its end leaves
/// nothing unread in it that one has not seen; and it counts in its thread only for who follows it.
public final class ThreadService {

  private final ThreadRepository threads;
  private final Membership membership;
  private final Router router;

  ThreadService(ThreadRepository threads, Membership membership, Router router) {
    this.threads = threads;
    this.membership = membership;
    this.router = router;
  }

  /// Only moves forward, and never past the last reply.
  public Future<ThreadStanding> read(UserId user, ReadThread read) {
    return threads
        .read(user, read.conversation(), read.thread(), read.seq())
        .compose(found -> told(user, read.root(), found));
  }

  public Future<ThreadStanding> follow(UserId user, FollowThread follow) {
    return threads
        .follow(user, follow.conversation(), follow.thread(), follow.follows())
        .compose(found -> told(user, follow.root(), found));
  }

  /// The threads that one follows, latest activity first.
  public Future<Page<FollowedThread>> list(UserId user, PageRequest page) {
    return threads
        .followed(user, page.after(ThreadService::place), page.limitAndOne())
        .map(found -> page.page(found, ThreadService::cursorAt));
  }

  /// One's other devices hear of it.
  private Future<ThreadStanding> told(
      UserId user, MessageRef root, Optional<ThreadStanding> found) {
    if (found.isEmpty()) {
      return membership
          .require(user, root.conversation())
          .map(
              member -> {
                throw Refusals.failure(ErrorCode.THREAD_NOT_FOUND, null);
              });
    }
    ThreadStanding standing = found.get();
    router.deliver(List.of(new Delivery.Passing(ServerFrame.signal(standing), List.of(user))));
    return Future.succeededFuture(standing);
  }

  private static String cursorAt(FollowedThread last) {
    return Cursor.of(last.lastAt(), last.conversation().value(), last.root().seq());
  }

  private static Place place(Cursor.Reader in) throws IOException {
    return new Place(in.time(), new ConversationId(in.number()), in.number());
  }
}
