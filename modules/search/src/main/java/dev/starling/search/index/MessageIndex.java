package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.HealthStatus;
import dev.starling.persistence.erasure.Part;
import dev.starling.persistence.search.DeadLetter;
import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageVersion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// All messages in Elasticsearch. While that is away everything here fails with
/// [dev.starling.wire.Failure.TryLater], soon.
public final class MessageIndex {

  /// @param documentsMax a request holds at most this many messages
  /// @param bytesMax and at most about this many bytes, one message always fits
  public record BulkLimits(int documentsMax, int bytesMax) {}

  /// What a document looks like. Grows with every change of `message-index.json`, and with every
  /// change of what a text is cut into: documents of another one are found by other words.
  public static final int MAPPING = 2;

  private static final Duration HEALTH_WITHIN = Duration.ofSeconds(1);
  private static final Duration HAS_WITHIN = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final MessageTemplate template;
  private final BulkWriter writer;
  private final MessageFinder finder;
  private final IndexAliases aliases;
  private final IndexNames names;
  private final MessageCounter counter;

  private MessageIndex(Cluster cluster, ElasticsearchConfig config, BulkLimits limits) {
    this.cluster = cluster;
    this.template = new MessageTemplate(cluster, config);
    this.writer = new BulkWriter(cluster, config, limits);
    this.finder = new MessageFinder(cluster, config);
    this.names = new IndexNames(config.indexPrefix());
    this.aliases = new IndexAliases(cluster, names);
    this.counter = new MessageCounter(cluster, names);
  }

  /// Opens no connection yet.
  public static MessageIndex of(Vertx vertx, ElasticsearchConfig config, BulkLimits limits) {
    return new MessageIndex(Cluster.of(vertx, config), config, limits);
  }

  /// To be done before the first message is written, and again when Elasticsearch may have lost
  /// what it knew: an index that is made without the template guesses its mapping.
  ///
  /// @param isAsked whether searches ask this generation
  public Future<Void> prepare(int generation, boolean isAsked) {
    return template.install(generation, isAsked);
  }

  /// Like [#prepare], and asks nothing when this node has prepared it already.
  public Future<Void> ensurePrepared(int generation, boolean isAsked) {
    return template.ensure(generation, isAsked);
  }

  /// Writes messages, some of them perhaps once more. Answers with those that are refused for good;
  /// all others are written when it succeeds.
  public Future<List<DeadLetter>> write(int generation, List<MessageVersion> messages) {
    return writer.write(generation, messages);
  }

  /// From now on searches ask this generation, and no other. May be done again.
  public Future<Void> ask(int generation) {
    return template.put(generation, true).compose(put -> aliases.move(generation));
  }

  /// Forgets a generation that nobody asks and nobody writes to.
  public Future<Void> drop(int generation) {
    return aliases.drop(generation).compose(dropped -> template.remove(generation));
  }

  /// The places of the messages that answer a question, newest first.
  ///
  /// @param after null for the newest
  public Future<List<Place>> find(Question question, Place after, int limit) {
    return finder.find(question, after, limit);
  }

  /// Whether a generation has a message, without waiting for a refresh.
  ///
  /// @param at when it was sent
  public Future<Boolean> has(int generation, MessageKey message, Instant at) {
    String conversation = message.conversation().text();
    return cluster
        .ask(
            HAS_WITHIN,
            client ->
                client.exists(
                    of ->
                        of.index(names.index(generation, at))
                            .id(MessageDocument.id(message.conversation(), message.seq()))
                            .routing(conversation)))
        .map(answer -> answer.value());
  }

  /// How many of these messages all generations have, as of the last refresh.
  public Future<Long> count(List<Part> parts) {
    return counter.count(parts);
  }

  /// Succeeds when Elasticsearch takes reads and writes.
  public Future<Void> ready() {
    return cluster
        .ask(HEALTH_WITHIN, client -> client.cluster().health(of -> of.index(names.all())))
        .compose(
            health ->
                health.status() == HealthStatus.Red
                    ? Future.failedFuture(Outage.because("a shard is missing"))
                    : Future.succeededFuture());
  }

  public Future<Void> close() {
    return cluster.close();
  }
}
