package dev.starling.persistence.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.Position;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.MemberList;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.ChangeRepository;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.group.GroupRepository.Asked;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.group.NewLink;
import dev.starling.wire.group.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Random histories of a group, held to [GroupModel] after each step: what is refused and why, who
/// is in it with which role, what each may see, and what a resume tells each.
@ExtendWith(VertxExtension.class)
class GroupRulesIT {

  private static final int HISTORIES = 8;
  private static final int STEPS = 80;
  private static final int PEOPLE = 7;
  private static final int MEMBERS_MAX = 5;

  private static Database database;
  private static EventWriters writers;
  private static ActionWriter actions;
  private static EventRepository events;
  private static ChangeRepository changes;
  private static MemberRepository members;
  private static ConversationRepository conversations;
  private static GroupRepository groups;

  private Random random;
  private List<UserId> people;
  private ConversationId group;
  private GroupModel model;
  private String open;
  private String asking;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    events = new EventRepository(database, Clock.systemUTC());
    changes = new ChangeRepository(database);
    members = new MemberRepository(database);
    conversations = new ConversationRepository(database, Clock.systemUTC());
    groups = new GroupRepository(database);
  }

  @Test
  void theRulesAreTheModels() {
    long seed = Long.getLong("seed", System.nanoTime());
    for (int history = 0; history < HISTORIES; history++) {
      begin(seed + history);
      for (int step = 0; step < STEPS; step++) {
        Position before = changes.now().await();
        long head = model.head;
        List<List<Long>> seen = people.stream().map(model::seen).toList();
        String what = step(step);
        String where = "seed %d, step %d: %s".formatted(seed + history, step, what);
        compare(where);
        compareResumes(where, before, head, seen);
      }
    }
  }

  private void begin(long seed) {
    random = new Random(seed);
    people =
        LongStream.range(0, PEOPLE).mapToObj(i -> new UserId(seed % 1_000_000 * 100 + i)).toList();
    group = Chat.group(database, people.get(0), people.get(1), people.get(2));
    model = new GroupModel(people.get(0), people.subList(1, 3), MEMBERS_MAX);
    open = link(seed + "-open", false);
    asking = link(seed + "-asking", true);
  }

  private String link(String code, boolean approval) {
    NewLink link = new NewLink(null, null, approval);
    assertThat(groups.makeLink(people.getFirst(), group, code, link, 10).await()).isEmpty();
    return code;
  }

  private String step(int number) {
    UserId by = anyone();
    UserId user = anyone();
    return switch (random.nextInt(13)) {
      case 0 -> {
        List<UserId> users = List.of(user, anyone());
        Long[] ids = users.stream().map(UserId::value).toArray(Long[]::new);
        yield check("add", model.add(by, users), run("add_members", by, ids, MEMBERS_MAX));
      }
      case 1 -> // Not too often, or nobody is left.
          random.nextBoolean()
              ? "nothing"
              : check("leave", model.leave(by), run("leave_group", by));
      case 2 -> check("remove", model.remove(by, user), on("remove_member", by, user, "spam"));
      case 3 -> check("ban", model.ban(by, user), on("ban_member", by, user, null));
      case 4 -> check("unban", model.unban(by, user), run("unban_member", by, user.value()));
      case 5, 6 -> changeRole(by, user);
      case 7 -> {
        boolean mutes = random.nextBoolean();
        Long seconds = mutes ? (Long) 1_000L : null;
        yield check(
            "mute", model.mute(by, user, mutes), run("mute_member", by, user.value(), seconds));
      }
      case 8 -> change(by);
      case 9 -> check("join", model.join(by), run("join_by_link", by, open, MEMBERS_MAX));
      case 10 ->
          check(
              "ask",
              model.ask(by),
              refusal(groups.ask(by, group, asking, MEMBERS_MAX).map(Asked::refusal)));
      case 11 -> {
        String answer = run("approve_join", by, user.value(), MEMBERS_MAX);
        yield check("approve", model.approve(by, user), answer);
      }
      default -> check("say", model.say(by), say(by, "m" + number));
    };
  }

  private String changeRole(UserId by, UserId user) {
    Role role = Role.values()[random.nextInt(3)];
    String answer = run("change_role", by, user.value(), (short) role.ordinal());
    return check("role " + role, model.changeRole(by, user, role), answer);
  }

  private String change(UserId by) {
    boolean history = random.nextBoolean();
    boolean invite = random.nextBoolean();
    boolean announce = random.nextInt(4) == 0;
    boolean slow = random.nextInt(4) == 0;
    return check(
        "change",
        model.change(by, history, invite, announce, slow),
        run(
            "change_group",
            by,
            null,
            null,
            null,
            history,
            invite,
            announce,
            slow ? 3_600 : 0,
            null));
  }

  private String check(String what, String expected, String actual) {
    assertThat(actual).as(what).isEqualTo(expected);
    return what;
  }

  private void compare(String where) {
    MemberList list = members.lists(List.of(group)).await().get(group);
    assertThat(list == null ? Set.of() : Set.copyOf(list.members()))
        .as(where)
        .isEqualTo(model.members.keySet());
    if (list != null) {
      assertThat(list.version()).as(where).isEqualTo(model.version);
    }
    for (UserId user : people) {
      assertThat(seen(user)).as("%s: what %s sees", where, user).isEqualTo(model.seen(user));
      assertThat(groups.role(user, group).await())
          .as("%s: role of %s", where, user)
          .isEqualTo(Optional.ofNullable(model.members.get(user)).map(member -> member.role));
      conversations
          .find(user, group)
          .await()
          .ifPresent(found -> compare(where, found, model.seen(user)));
    }
  }

  private void compare(String where, Conversation found, List<Long> seen) {
    assertThat(found.headSeq()).as(where).isEqualTo(model.head);
    assertThat(found.group().visibleFromSeq()).as(where).isEqualTo(seen.getFirst());
    if (found.lastMessage() != null) {
      assertThat(seen).as(where).contains(found.lastMessage().seq());
    }
    assertThat(found.unread()).as(where).isLessThanOrEqualTo(seen.size());
  }

  /// Whoever could see nothing new is told of nothing, everybody else of the last they may see.
  private void compareResumes(
      String where, Position before, long head, List<List<Long>> seenBefore) {
    for (int i = 0; i < PEOPLE; i++) {
      List<Long> now = model.seen(people.get(i));
      boolean told = !now.isEmpty() && now.getLast() > head;
      assertThat(changes.since(before, people.get(i), 10).await().changes())
          .as("%s: resume of %s, who saw %s", where, people.get(i), seenBefore.get(i))
          .extracting(Change::headSeq)
          .isEqualTo(told ? List.of(now.getLast()) : List.of());
    }
  }

  private List<Long> seen(UserId user) {
    return events.after(user, group, 0, 1_000).await().stream()
        .map(stored -> stored.event().seq())
        .toList();
  }

  private String say(UserId by, String clientId) {
    return switch (writers.append(Chat.message(group, by, clientId)).await()) {
      case Appended.Stored stored -> GroupModel.DONE;
      case Appended.StoredBefore before -> GroupModel.UNCHANGED;
      case Appended.Refused refused -> refused.why().name();
    };
  }

  private String on(String function, UserId by, UserId user, String reason) {
    return run(function, by, user.value(), reason);
  }

  private String run(String function, UserId by, Object... others) {
    return switch (actions.run(Action.of(function, group, by, others)).await()) {
      case ActionResult.Written written -> GroupModel.DONE;
      case ActionResult.Unchanged unchanged -> GroupModel.UNCHANGED;
      case ActionResult.Refused refused -> refused.why().name();
    };
  }

  private static String refusal(Future<Optional<ErrorCode>> answer) {
    return answer.await().map(Enum::name).orElse(GroupModel.DONE);
  }

  private UserId anyone() {
    return people.get(random.nextInt(PEOPLE));
  }
}
