package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.erasure.ErasingRepository;
import dev.starling.persistence.erasure.ToldRepository;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.EventWriter;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.WriterConfig;
import dev.starling.persistence.search.MessageText;
import dev.starling.search.index.ElasticsearchConfig;
import dev.starling.search.query.Candidate;
import dev.starling.search.query.Condition;
import dev.starling.search.query.Dates;
import dev.starling.search.query.Meaning;
import dev.starling.search.query.QueryParser;
import dev.starling.search.query.Requirement;
import dev.starling.search.query.Term;
import dev.starling.search.text.Highlight;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Kind;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.SearchMessages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A database and indices of its own, people who talk there, and the search over it.
final class World implements AutoCloseable {

  private static final AtomicLong IDS = new AtomicLong(1_000);
  private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

  final Vertx vertx = Vertx.vertx();
  final Database database;
  final SearchConfig config;

  /// What search uses, so that a test can cut it off and go on by itself.
  private final Database searched;

  private final URI elasticsearch;
  private final EventWriter writer;
  private final List<Search> searches = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  World(Services services) {
    PostgresConfig postgres =
        PostgresConfig.DEFAULTS.at(services.postgres().newDatabase().uri().toString());
    elasticsearch = services.elasticsearch().uri();
    database = Await.get(Database.open(vertx, postgres));
    searched = Await.get(Database.open(vertx, postgres, Future.succeededFuture()));
    writer = new EventWriter(vertx, database, WriterConfig.DEFAULTS);
    config =
        SearchConfig.DEFAULTS.with(
            ElasticsearchConfig.DEFAULTS
                .at(elasticsearch)
                .withIndexPrefix("test-" + UUID.randomUUID()));
  }

  /// A search with so many indexers, started, and stopped with the world.
  @CanIgnoreReturnValue
  Search search(int indexers) {
    return search(config.with(config.indexer().withIndexers(indexers)));
  }

  @CanIgnoreReturnValue
  Search search(SearchConfig config) {
    return search(config, () -> Duration.ZERO);
  }

  @CanIgnoreReturnValue
  Search search(SearchConfig config, Supplier<Duration> commitWait) {
    Search search = Search.create(vertx, searched, config, commitWait, Clock.systemUTC());
    searches.add(search);
    Await.get(search.start());
    return search;
  }

  @CanIgnoreReturnValue
  UserId person(String username, String displayName) {
    UserId id = new UserId(IDS.incrementAndGet());
    sql(
        """
        insert into account (id, username, username_key, display_name, display_key, password_hash, created_at)
        values ($1, $2, lower($2), $3, lower($3), '', now())
        """,
        id.value(),
        username,
        displayName);
    return id;
  }

  UserId person() {
    return person("someone" + IDS.incrementAndGet(), "Some One");
  }

  @CanIgnoreReturnValue
  ConversationId group(UserId... members) {
    ConversationId id = new ConversationId(IDS.incrementAndGet());
    Await.get(
        new ConversationRepository(database, Clock.systemUTC())
            .open(id, Kind.GROUP, "a group", members[0], List.of(members)));
    return id;
  }

  @CanIgnoreReturnValue
  long say(UserId sender, ConversationId conversation, String text) {
    return Await.get(saying(sender, conversation, text)).seq();
  }

  Future<Appended.Stored> saying(UserId sender, ConversationId conversation, String text) {
    String clientId = UUID.randomUUID().toString();
    return writer
        .append(new NewMessage(conversation, sender, clientId, text))
        .map(Appended.Stored.class::cast);
  }

  /// @param detail as JSON
  @CanIgnoreReturnValue
  long say(UserId sender, ConversationId conversation, String text, String detail) {
    String clientId = UUID.randomUUID().toString();
    NewMessage message = new NewMessage(conversation, sender, clientId, text, detail);
    return Await.get(writer.append(message).map(Appended.Stored.class::cast)).seq();
  }

  void edit(ConversationId conversation, UserId sender, long seq, String text) {
    sql(
        "select edit_message($1, $2, $3, $4, 3600)",
        conversation.value(),
        sender.value(),
        seq,
        text);
  }

  void takeBack(ConversationId conversation, UserId sender, long seq) {
    sql("select delete_message($1, $2, $3)", conversation.value(), sender.value(), seq);
  }

  void pin(ConversationId conversation, UserId who, long seq, boolean pinned) {
    sql("select pin_message($1, $2, $3, $4, 1000)", conversation.value(), who.value(), seq, pinned);
  }

  void react(ConversationId conversation, UserId who, long seq, boolean added) {
    sql(
        "select react_to_message($1, $2, $3, '👍', $4, 20, 20)",
        conversation.value(),
        who.value(),
        seq,
        added);
  }

  void bookmark(ConversationId conversation, UserId who, long seq) {
    sql(
        "insert into bookmark values ($1, $2, $3, now(), 1) on conflict do nothing",
        who.value(),
        conversation.value(),
        seq);
  }

  void hide(ConversationId conversation, UserId who, long seq) {
    sql(
        "insert into hidden_message values ($1, $2, $3, 1) on conflict do nothing",
        who.value(),
        conversation.value(),
        seq);
  }

  void hasRead(ConversationId conversation, UserId who, long seq) {
    sql(
        "update conversation_member set read_seq = $3 where conversation_id = $1 and user_id = $2",
        conversation.value(),
        who.value(),
        seq);
  }

  /// Many at once, so that they are committed in batches.
  void sayAll(UserId sender, ConversationId conversation, Stream<String> texts) {
    Await.get(Future.all(texts.map(text -> saying(sender, conversation, text)).toList()));
  }

  void leave(ConversationId conversation, UserId member) {
    sql(
        "delete from conversation_member where conversation_id = $1 and user_id = $2",
        conversation.value(),
        member.value());
  }

  /// @return whether somebody owned it
  boolean deleteGroup(ConversationId group) {
    return number(
            """
            select count(d.seq)
              from conversation_member m
             cross join lateral own_conversation(m.user_id, $2) own
             cross join lateral delete_conversation(m.conversation_id, m.user_id, own.id) d
             where m.conversation_id = $1 and m.role = 2
            """,
            group.value(),
            IDS.incrementAndGet())
        > 0;
  }

  /// A few steps of erasing, as a node takes them.
  void forgetSome() {
    ToldRepository told = new ToldRepository(database);
    ActionWriter actions = new ActionWriter(database);
    Await.get(told.claim(Duration.ofMinutes(1)))
        .ifPresent(
            claimed -> {
              List<Action> all = Await.get(told.actions(claimed, 5));
              all.forEach(action -> Await.get(actions.run(action)));
              Await.get(told.advance(claimed, all.size() == 5));
            });
    Await.get(new ErasingRepository(database).next(5));
  }

  void delete(ConversationId conversation, long seq) {
    sql("delete from event where conversation_id = $1 and seq = $2", conversation.value(), seq);
  }

  /// As if everything in a conversation had happened so long ago.
  void isFrom(ConversationId conversation, Duration ago) {
    Long id = conversation.value();
    double seconds = ago.toSeconds();
    sql(
        "update event set at = at - make_interval(secs => $2) where conversation_id = $1",
        id,
        seconds);
    sql(
        """
        update conversation
           set last_at = last_at - make_interval(secs => $2),
               active_on = activity_day(id, last_at - make_interval(secs => $2))
         where id = $1
        """,
        id,
        seconds);
    sql(
        """
        update conversation_member m set active_on = c.active_on from conversation c
         where c.id = $1 and m.conversation_id = c.id
        """,
        id);
  }

  void sql(String statement, Object... parameters) {
    Await.get(database.run(statement, parameters));
  }

  long number(String query, Object... parameters) {
    return Await.get(database.run(query, parameters)).iterator().next().getLong(0);
  }

  long waiting() {
    return number("select count(*) from event_outbox");
  }

  /// Until everything said so far is indexed and can be found there.
  void untilIndexed() {
    Await.until(() -> assertThat(waiting()).isZero());
    Await.until(
        () ->
            assertThat(number("select count(*) from search_generation where filled_at is not null"))
                .isEqualTo(number("select greatest(1, count(*)) from search_generation")));
    assertThat(http("POST", "/" + indices() + "/_refresh", "").statusCode()).isEqualTo(200);
  }

  /// Documents in the index, with those that were deleted or replaced counted once.
  long documents() {
    http("POST", "/" + indices() + "/_refresh", "");
    Matcher count = COUNT.matcher(http("GET", "/" + indices() + "/_count", "").body());
    assertThat(count.find()).isTrue();
    return Long.parseLong(count.group(1));
  }

  String indices() {
    return config.elasticsearch().indexPrefix() + "-message-*";
  }

  @CanIgnoreReturnValue
  HttpResponse<String> http(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(elasticsearch.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The text as a hit would show it.
  static String highlighted(String q, String text) {
    Candidate candidate =
        new Candidate(
            new MessageText(
                new ConversationId(1), 1, new UserId(1), Instant.EPOCH, text, Set.of()));
    return Highlight.of(text, meaning(q).matchesIn(candidate));
  }

  /// Of a query that has no names in it.
  static Meaning meaning(String q) {
    return new Meaning(
        QueryParser.parse(q, new Dates(ZoneOffset.UTC, Instant.EPOCH)).stream()
            .map(
                clause ->
                    new Requirement(
                        clause.isNegated(),
                        new Condition.Says(((Term.Words) clause.term()).phrase())))
            .toList());
  }

  /// A machine that does much else may be too slow for an answer in time.
  static MessageHits patiently(
      Search search, UserId asker, SearchMessages question, PageRequest page) {
    for (int i = 0; ; i++) {
      try {
        return Await.get(search.messages(asker, question, page));
      } catch (Failure.TryLater late) {
        if (i == 10) {
          throw late;
        }
      }
    }
  }

  static MessageHits find(Search search, UserId asker, String q) {
    return Await.get(search.messages(asker, SearchMessages.of(q), PageRequest.of(null, null)));
  }

  static MessageHits findIn(Search search, UserId asker, ConversationId conversation, String q) {
    return Await.get(
        search.messages(asker, SearchMessages.of(q).in(conversation), PageRequest.of(null, null)));
  }

  static List<String> texts(MessageHits hits) {
    return hits.items().stream().map(MessageHit::text).toList();
  }

  @Override
  public void close() {
    searches.forEach(search -> Await.get(search.stop()));
    Await.get(writer.stop());
    Await.get(searched.close());
    Await.get(database.close());
    Await.get(vertx.close());
  }
}
