package dev.starling.persistence.group;

import dev.starling.wire.UserId;
import dev.starling.wire.group.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// What the rules of groups say, written down a second time and simply: who may do what, who is in,
/// what each sees. Every action answers `DONE`, `UNCHANGED`, or the name of the refusal.
final class GroupModel {

  static final String DONE = "DONE";
  static final String UNCHANGED = "UNCHANGED";

  static final class Member {
    Role role = Role.MEMBER;
    long joined = 1;
    long from = 1;
    boolean muted;
  }

  record Former(long from, long until, boolean muted) {}

  final Map<UserId, Member> members = new TreeMap<>();
  final Map<UserId, Former> former = new HashMap<>();
  final Set<UserId> banned = new HashSet<>();
  final Set<UserId> asking = new HashSet<>();
  final Set<UserId> posted = new HashSet<>();
  final int membersMax;
  long head = 1;
  int version = 1;
  boolean historyJoined;
  boolean membersMayInvite;
  boolean announcement;
  boolean slow;
  boolean closed;

  GroupModel(UserId owner, List<UserId> others, int membersMax) {
    this.membersMax = membersMax;
    members.put(owner, new Member());
    members.get(owner).role = Role.OWNER;
    others.forEach(other -> members.put(other, new Member()));
  }

  /// The places of the events that somebody may see.
  List<Long> seen(UserId user) {
    Member member = members.get(user);
    Former past = former.get(user);
    if (member != null) {
      return LongStream.rangeClosed(member.from, head).boxed().toList();
    }
    return past == null
        ? List.of()
        : LongStream.rangeClosed(past.from(), past.until()).boxed().toList();
  }

  String say(UserId by) {
    Member member = members.get(by);
    if (member == null) {
      return "NOT_A_MEMBER";
    }
    if (member.role == Role.MEMBER) {
      if (member.muted) {
        return "MUTED";
      } else if (announcement) {
        return "ADMINS_ONLY";
      } else if (slow && !posted.add(by)) {
        return "TOO_MANY_REQUESTS";
      }
    }
    head++;
    return DONE;
  }

  String add(UserId by, List<UserId> users) {
    if (!members.containsKey(by)) {
      return "NOT_A_MEMBER";
    } else if (!isAdmin(by) && !membersMayInvite) {
      return "NOT_ALLOWED";
    }
    List<UserId> fresh =
        users.stream().distinct().filter(user -> !members.containsKey(user)).toList();
    return fresh.isEmpty() ? UNCHANGED : letIn(fresh);
  }

  String leave(UserId by) {
    if (!members.containsKey(by)) {
      return former.containsKey(by) ? UNCHANGED : "NOT_A_MEMBER";
    }
    boolean owned = members.get(by).role == Role.OWNER;
    takeOut(by);
    if (members.isEmpty()) {
      closed = true;
      asking.clear();
    } else if (owned) {
      successor().role = Role.OWNER;
    }
    return DONE;
  }

  String remove(UserId by, UserId user) {
    String refusal = onMember(by, user);
    if (refusal != null) {
      return refusal;
    } else if (members.containsKey(user)) {
      takeOut(user);
      return DONE;
    }
    return former.containsKey(user) ? UNCHANGED : "MEMBER_NOT_FOUND";
  }

  String ban(UserId by, UserId user) {
    String refusal = onMember(by, user);
    if (refusal != null) {
      return refusal;
    } else if (!banned.add(user)) {
      return UNCHANGED;
    }
    asking.remove(user);
    takeOut(user);
    return DONE;
  }

  String unban(UserId by, UserId user) {
    String refusal = onMember(by, user);
    if (refusal != null) {
      return refusal;
    } else if (!banned.remove(user)) {
      return UNCHANGED;
    }
    head++;
    return DONE;
  }

  String changeRole(UserId by, UserId user, Role role) {
    if (!members.containsKey(by)) {
      return "NOT_A_MEMBER";
    }
    Role mine = members.get(by).role;
    boolean stepsDown = by.equals(user) && role.compareTo(mine) <= 0;
    if (mine != Role.OWNER && !stepsDown) {
      return "NOT_ALLOWED";
    } else if (!members.containsKey(user)) {
      return "MEMBER_NOT_FOUND";
    } else if (members.get(user).role == role) {
      return UNCHANGED;
    } else if (members.get(user).role == Role.OWNER) {
      return "NOT_ALLOWED";
    }
    members.get(user).role = role;
    if (role == Role.OWNER) {
      members.get(by).role = Role.ADMIN;
    }
    head++;
    return DONE;
  }

  String mute(UserId by, UserId user, boolean muted) {
    String refusal = onMember(by, user);
    if (refusal != null) {
      return refusal;
    } else if (!members.containsKey(user)) {
      return "MEMBER_NOT_FOUND";
    } else if (!muted && !members.get(user).muted) {
      return UNCHANGED;
    }
    members.get(user).muted = muted;
    head++;
    return DONE;
  }

  String change(UserId by, boolean history, boolean invite, boolean announce, boolean slowly) {
    if (!members.containsKey(by)) {
      return "NOT_A_MEMBER";
    } else if (!isAdmin(by)) {
      return "NOT_ALLOWED";
    }
    boolean same =
        history == historyJoined
            && invite == membersMayInvite
            && announce == announcement
            && slowly == slow;
    if (same) {
      return UNCHANGED;
    }
    historyJoined = history;
    membersMayInvite = invite;
    announcement = announce;
    slow = slowly;
    head++;
    return DONE;
  }

  String join(UserId by) {
    if (members.containsKey(by)) {
      return UNCHANGED;
    }
    return closed ? "LINK_NOT_FOUND" : letIn(List.of(by));
  }

  String ask(UserId by) {
    if (closed) {
      return "LINK_NOT_FOUND";
    } else if (banned.contains(by)) {
      return "BANNED";
    } else if (members.size() >= membersMax) {
      return "TOO_MANY_MEMBERS";
    }
    if (!members.containsKey(by)) {
      asking.add(by);
    }
    return DONE;
  }

  String approve(UserId by, UserId user) {
    if (!members.containsKey(by)) {
      return "NOT_A_MEMBER";
    } else if (!isAdmin(by)) {
      return "NOT_ALLOWED";
    } else if (members.containsKey(user)) {
      return UNCHANGED;
    }
    return asking.contains(user) ? letIn(List.of(user)) : "REQUEST_NOT_FOUND";
  }

  private String letIn(List<UserId> users) {
    if (users.stream().anyMatch(banned::contains)) {
      return "BANNED";
    } else if (members.size() + users.size() > membersMax) {
      return "TOO_MANY_MEMBERS";
    }
    head++;
    version++;
    for (UserId user : users) {
      Member member = new Member();
      Former past = former.remove(user);
      member.joined = head;
      member.from = historyJoined ? head : 1;
      member.muted = past != null && past.muted();
      members.put(user, member);
      asking.remove(user);
    }
    return DONE;
  }

  private void takeOut(UserId user) {
    head++;
    version++;
    Member member = members.remove(user);
    if (member != null) {
      former.put(user, new Former(member.from, head, member.muted));
    }
  }

  private String onMember(UserId by, UserId user) {
    if (!members.containsKey(by)) {
      return "NOT_A_MEMBER";
    }
    Member other = members.get(user);
    boolean below = other == null || other.role.compareTo(members.get(by).role) < 0;
    return isAdmin(by) && below ? null : "NOT_ALLOWED";
  }

  private boolean isAdmin(UserId user) {
    return members.get(user).role != Role.MEMBER;
  }

  /// The admin, else the member, who joined first; of several the one with the lowest id.
  private Member successor() {
    return members.values().stream() // In the order of ids, which sorting keeps.
        .sorted(
            Comparator.comparing((Member member) -> member.role)
                .reversed()
                .thenComparing(member -> member.joined))
        .findFirst()
        .orElseThrow();
  }
}
