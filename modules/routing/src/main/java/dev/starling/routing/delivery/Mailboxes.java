package dev.starling.routing.delivery;

import dev.starling.routing.directory.Directory;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The sockets on this node, by user. Safe for use by any thread.
public final class Mailboxes {

  private record Post(Mailbox mailbox, Delivery delivery) {}

  private final Directory directory;
  private final Map<UserId, List<Mailbox>> byUser = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  public Mailboxes(Directory directory) {
    this.directory = directory;
  }

  public void add(UserId user, Mailbox mailbox) {
    List<Mailbox> all =
        byUser.compute(
            user,
            (id, present) -> {
              if (present == null) {
                directory.arrived(id);
                return List.of(mailbox);
              }
              List<Mailbox> more = new ArrayList<>(present);
              more.add(mailbox);
              return List.copyOf(more);
            });
    open.incrementAndGet();
    if (all.size() == 1) {
      directory.moved(user);
    }
  }

  public void remove(UserId user, Mailbox mailbox) {
    List<Mailbox> others =
        byUser.computeIfPresent(
            user,
            (id, present) -> {
              List<Mailbox> left =
                  present.stream().filter(other -> !other.equals(mailbox)).toList();
              if (left.size() < present.size()) {
                open.decrementAndGet();
              }
              if (left.isEmpty()) {
                directory.left(id);
                return null;
              }
              return left;
            });
    if (others == null) {
      directory.moved(user);
    }
  }

  public List<Mailbox> of(UserId user) {
    return byUser.getOrDefault(user, List.of());
  }

  public Set<UserId> users() {
    return byUser.keySet();
  }

  public int size() {
    return open.get();
  }

  /// Hands every delivery to the sockets of its recipients here, with one hop per event loop.
  public void deliver(Collection<? extends Delivery> deliveries) {
    Map<Context, List<Post>> byLoop = new IdentityHashMap<>();
    for (Delivery delivery : deliveries) {
      for (UserId user : delivery.recipients()) {
        for (Mailbox mailbox : of(user)) {
          byLoop
              .computeIfAbsent(mailbox.context(), loop -> new ArrayList<>())
              .add(new Post(mailbox, delivery));
        }
      }
    }
    byLoop.forEach(
        (loop, posts) ->
            loop.runOnContext(
                on -> posts.forEach(post -> post.mailbox().receive(post.delivery()))));
  }
}
