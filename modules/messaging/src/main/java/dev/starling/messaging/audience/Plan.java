package dev.starling.messaging.audience;

import dev.starling.persistence.conversation.MemberList;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.MembersChanged;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Who of a big conversation's members is online, kept while members and sockets come and go. Safe
/// for use by any thread.
///
/// Whether somebody is online is never taken from who says that it changed: it is looked up anew,
/// under the plan's lock, after every change. So the last look comes after the last change, in
/// whichever order they are told.
final class Plan implements Kept {

  /// A member costs some 110 bytes here and in the index, in a list 28.
  static final int ENTRIES_PER_MEMBER = 4;

  /// Changes that came before the one they follow; past this many, the members are read again.
  private static final int WAITING_MAX = 100;

  private final PlanIndex index;
  private final Predicate<UserId> reaches;
  private final List<Plan> alone = List.of(this);
  private final Set<UserId> members = new HashSet<>();
  private final Set<UserId> online = new HashSet<>();
  private final TreeMap<Integer, MembersChanged> waiting = new TreeMap<>();
  private int version;
  private boolean closed;

  /// As it was when last asked for, null when it has changed since.
  private Audience audience;

  Plan(PlanIndex index, Predicate<UserId> reaches) {
    this.index = index;
    this.reaches = reaches;
  }

  /// Only this, for all the members who are in no other plan.
  List<Plan> alone() {
    return alone;
  }

  @Override
  public synchronized Audience audience(int wanted) {
    if (closed || version < wanted) {
      return null;
    }
    if (audience == null) {
      audience = new Audience(members.size(), List.copyOf(online));
    }
    return audience;
  }

  @Override
  public synchronized int entries() {
    return members.size() * ENTRIES_PER_MEMBER;
  }

  /// The members as the database has them; nothing happens when more is known here already.
  synchronized void replace(MemberList list) {
    if (closed || list.version() <= version) {
      return;
    }
    Set<UserId> now = new HashSet<>(list.members());
    List.copyOf(members).stream().filter(member -> !now.contains(member)).forEach(this::leave);
    now.forEach(this::join);
    version = list.version();
    waiting.headMap(version, true).clear();
    applyWaiting();
  }

  /// In any order, any number of times.
  synchronized void apply(MembersChanged change) {
    if (closed || change.version() <= version) {
      return;
    }
    if (waiting.size() == WAITING_MAX) {
      waiting.clear();
    }
    waiting.put(change.version(), change);
    applyWaiting();
  }

  /// The user's sockets may be where they were not.
  synchronized void look(UserId user) {
    boolean belongs = members.contains(user) && reaches.test(user);
    if (belongs ? online.add(user) : online.remove(user)) {
      audience = null;
    }
  }

  /// Nobody is told about it any more.
  synchronized void close() {
    closed = true;
    members.forEach(member -> index.remove(member, this));
    members.clear();
    online.clear();
    waiting.clear();
    audience = null;
  }

  private void applyWaiting() {
    for (MembersChanged next = waiting.remove(version + 1);
        next != null;
        next = waiting.remove(version + 1)) {
      next.left().forEach(this::leave);
      next.joined().forEach(this::join);
      version = next.version();
    }
  }

  /// First in the index, then looked up: whoever arrives meanwhile is found by one of the two.
  private void join(UserId user) {
    if (members.add(user)) {
      index.add(user, this);
      audience = null;
      look(user);
    }
  }

  private void leave(UserId user) {
    if (members.remove(user)) {
      index.remove(user, this);
      audience = null;
      look(user);
    }
  }
}
