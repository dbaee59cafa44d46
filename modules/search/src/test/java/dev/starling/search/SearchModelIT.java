package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.persistence.search.MessageKey;
import dev.starling.wire.ConversationId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.SearchOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random people say, change, take back, hide, read and leave random things, delete conversations
/// and accounts, and look for random things. What they find is compared with a plain scan in
/// PostgreSQL: while it is being indexed there is no hit too many, and once it is, none is missing.
class SearchModelIT {

  private static final int PEOPLE = 6;
  private static final int CONVERSATIONS = 8;
  private static final List<String> WORDS =
      List.of("heron", "herd", "reed", "reeds", "pond", "pier", "the", "a", "zoo", "harbour");

  /// Everything that somebody can read, said in SQL and without the index.
  private static final String SCAN =
      """
      select e.conversation_id, e.seq
        from event e
        join conversation_member m on m.conversation_id = e.conversation_id and m.user_id = $1
       where e.kind = 0 and e.body is not null and e.seq >= m.visible_from_seq
         and (e.expires_at is null or e.expires_at > now())
         and not exists (select from hidden_message h
                          where h.user_id = $1 and h.conversation_id = e.conversation_id and h.seq = e.seq)
         and not exists (select from deleted_account d where d.id = e.sender_id)
      """;

  /// @param q as it is asked
  /// @param condition the same in SQL
  private record Asked(String q, String condition) {}

  private static World world;
  private static Search search;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<UserId> people = new ArrayList<>();
  private final List<ConversationId> conversations = new ArrayList<>();
  private final List<MessageKey> said = new ArrayList<>();

  @BeforeAll
  static void open() {
    world = new World(Services.shared());
    search = world.search(2);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void whatIsFoundIsWhatAScanFinds() {
    for (int i = 0; i < PEOPLE; i++) {
      people.add(world.person());
    }
    for (int i = 0; i < CONVERSATIONS; i++) {
      conversations.add(group());
    }
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 120; i++) {
        doSomething();
      }
      for (int i = 0; i < 15; i++) {
        assertNoHitTooMany();
      }
      world.untilIndexed();
      for (int i = 0; i < 60; i++) {
        assertSame();
      }
    }
    Await.until(
        () -> {
          world.forgetSome();
          assertThat(world.number("select count(*) from erasure where finished_at is null"))
              .isZero();
        });
    assertThat(world.documents())
        .as("seed %d", seed)
        .isEqualTo(world.number("select count(*) from event where kind = 0 and body is not null"));
  }

  private ConversationId group() {
    List<UserId> members = new ArrayList<>(people);
    Collections.shuffle(members, random);
    return world.group(members.subList(0, 2 + random.nextInt(3)).toArray(UserId[]::new));
  }

  private void doSomething() {
    ConversationId where = any(conversations);
    UserId who = any(people);
    MessageKey message = said.isEmpty() ? null : any(said);
    int what = message == null ? 0 : random.nextInt(22);
    switch (what) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> say(where, who);
      case 10, 11 ->
          ifStill(
              message,
              () -> world.edit(message.conversation(), sender(message), message.seq(), text()));
      case 12 ->
          ifStill(
              message,
              () -> world.takeBack(message.conversation(), sender(message), message.seq()));
      case 13 -> world.react(message.conversation(), who, message.seq(), random.nextBoolean());
      case 14 -> world.pin(message.conversation(), who, message.seq(), random.nextBoolean());
      case 15 -> world.bookmark(message.conversation(), who, message.seq());
      case 16 -> world.hide(message.conversation(), who, message.seq());
      case 17 -> world.hasRead(where, who, random.nextInt(40));
      case 18 -> expire(message);
      case 19 -> forgetSome();
      case 20 -> deleteSomething(where, who);
      default -> comeOrGo(where, who);
    }
  }

  /// Not too often, or nothing is left.
  private void deleteSomething(ConversationId where, UserId who) {
    int what = random.nextInt(8);
    if (what == 0) {
      world.sql("select delete_account($1, now())", who.value());
      people.remove(who);
      people.add(world.person());
      said.removeIf(message -> !people.contains(sender(message)));
    } else if (what < 4 && world.deleteGroup(where)) {
      said.removeIf(message -> message.conversation().equals(where));
      conversations.remove(where);
      conversations.add(group());
    }
  }

  /// A group goes with the account of its last member, and takes along what others said there.
  private void forgetSome() {
    world.forgetSome();
    said.retainAll(keys("select conversation_id, seq from event"));
  }

  private void say(ConversationId where, UserId who) {
    if (isMember(where, who)) {
      said.add(new MessageKey(where, world.say(who, where, text())));
    }
  }

  private void ifStill(MessageKey message, Runnable change) {
    if (isMember(message.conversation(), sender(message))) {
      change.run();
    }
  }

  private void expire(MessageKey message) {
    world.sql(
        "update event set expires_at = now() where conversation_id = $1 and seq = $2",
        message.conversation().value(),
        message.seq());
  }

  /// Who comes sees nothing of before, as in a group with closed history.
  private void comeOrGo(ConversationId where, UserId who) {
    if (isMember(where, who)) {
      world.sql(
          "select take_out(id, $2, last_seq, last_xid) from conversation where id = $1",
          where.value(),
          who.value());
    } else {
      world.sql(
          """
          with back as (
            delete from former_member where conversation_id = $1 and user_id = $2
          )
          insert into conversation_member (conversation_id, user_id, active_on, visible_from_seq)
            select id, $2, active_on, last_seq + 1 from conversation where id = $1
          """,
          where.value(),
          who.value());
    }
  }

  private void assertSame() {
    UserId asker = any(people);
    Asked asked = asked();
    assertThat(found(asker, asked))
        .as("seed %d: %s asks for %s", seed, asker, asked)
        .isEqualTo(scanned(asker, asked));
  }

  /// Between the two scans things stand still, but the index is behind.
  private void assertNoHitTooMany() {
    UserId asker = any(people);
    Asked asked = asked();
    assertThat(scanned(asker, asked))
        .as("seed %d: %s asks for %s", seed, asker, asked)
        .containsAll(found(asker, asked));
  }

  private Set<MessageKey> found(UserId asker, Asked asked) {
    SearchMessages question =
        SearchMessages.of(asked.q())
            .by(random.nextBoolean() ? SearchOrder.NEWEST : SearchOrder.RELEVANCE);
    int limit = 1 + random.nextInt(30);
    Set<MessageKey> found = new HashSet<>();
    String cursor = null;
    do {
      MessageHits page = World.patiently(search, asker, question, PageRequest.of(limit, cursor));
      for (MessageHit hit : page.items()) {
        assertThat(found.add(new MessageKey(hit.conversation(), hit.seq())))
            .as("seed %d: twice in %s: %s", seed, asked, hit)
            .isTrue();
      }
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  private static Set<MessageKey> scanned(UserId asker, Asked asked) {
    return keys(SCAN + asked.condition(), asker.value());
  }

  private static Set<MessageKey> keys(String query, Object... parameters) {
    Set<MessageKey> keys = new HashSet<>();
    Await.get(world.database.run(query, parameters))
        .forEach(
            row -> keys.add(new MessageKey(new ConversationId(row.getLong(0)), row.getLong(1))));
    return keys;
  }

  private Asked asked() {
    StringBuilder q = new StringBuilder();
    StringBuilder condition = new StringBuilder();
    List<String> senders = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean isNegated = random.nextInt(3) == 0;
      Asked clause = clause();
      q.append(isNegated ? "-" : "").append(clause.q()).append(' ');
      if (isNegated) {
        condition.append(" and not (").append(clause.condition()).append(')');
      } else if (clause.condition().startsWith("e.sender_id = ")) {
        senders.add(clause.condition());
      } else if (clause.q().startsWith("in:")) {
        places.add(clause.condition());
      } else {
        condition.append(" and (").append(clause.condition()).append(')');
      }
    }
    condition.append(anyOf(senders)).append(anyOf(places));
    if (random.nextBoolean()) {
      String beginning = any(List.of("her", "ree", "pi", "har", "zo"));
      q.append(beginning);
      condition.append(" and ' ' || e.body like '% ").append(beginning).append("%'");
    }
    return new Asked(q.toString(), condition.toString());
  }

  private static String anyOf(List<String> conditions) {
    return conditions.isEmpty() ? "" : " and (" + String.join(" or ", conditions) + ")";
  }

  private Asked clause() {
    UserId who = any(people);
    ConversationId where = any(conversations);
    return switch (random.nextInt(12)) {
      case 0 -> new Asked("from:\"" + who + "\"", "e.sender_id = " + who.value());
      case 1 -> new Asked("in:" + where, "e.conversation_id = " + where.value());
      case 2 ->
          new Asked(
              "with:" + who,
              "exists (select from conversation_member o where o.conversation_id ="
                  + " e.conversation_id and o.user_id = "
                  + who.value()
                  + ")");
      case 3 -> new Asked("has:reaction", "coalesce(e.state ? 'reactions', false)");
      case 4 -> new Asked("is:pinned", "coalesce(e.state ? 'pinned', false)");
      case 5 -> new Asked("is:edited", "coalesce(e.state ? 'editedAt', false)");
      case 6 -> new Asked("is:mine", "e.sender_id = $1");
      case 7 -> new Asked("is:unread", "e.sender_id <> $1 and e.seq > m.read_seq");
      case 8 ->
          new Asked(
              "is:bookmarked",
              "exists (select from bookmark b where b.user_id = $1"
                  + " and b.conversation_id = e.conversation_id and b.seq = e.seq)");
      case 9 -> {
        String phrase = any(WORDS) + " " + any(WORDS);
        yield new Asked('"' + phrase + '"', has(phrase));
      }
      default -> {
        String word = any(WORDS);
        yield new Asked('"' + word + '"', has(word));
      }
    };
  }

  private static String has(String words) {
    return "' ' || e.body || ' ' like '% " + words + " %'";
  }

  private String text() {
    StringBuilder text = new StringBuilder(any(WORDS));
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(' ').append(any(WORDS));
    }
    return text.toString();
  }

  private UserId sender(MessageKey message) {
    return new UserId(
        world.number(
            "select sender_id from event where conversation_id = $1 and seq = $2",
            message.conversation().value(),
            message.seq()));
  }

  private static boolean isMember(ConversationId where, UserId who) {
    return world.number(
            "select count(*) from conversation_member where conversation_id = $1 and user_id = $2",
            where.value(),
            who.value())
        > 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
