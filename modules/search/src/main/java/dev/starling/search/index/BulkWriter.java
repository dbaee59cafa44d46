package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import dev.starling.persistence.search.DeadLetter;
import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.MessageVersion;
import dev.starling.search.index.MessageIndex.BulkLimits;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes messages in requests of bounded size, one after the other, and tells the documents that
/// can never be written from an Elasticsearch that cannot write now.
final class BulkWriter {

  private static final int REASON_LENGTH_MAX = 1_000;
  private static final int CONFLICT = 409;
  private static final int BAD_REQUEST = 400;

  /// Bad requests that are about the cluster. Taken for bad documents, they would bury everything.
  private static final Set<String> ABOUT_THE_CLUSTER =
      Set.of(
          "cluster_block_exception",
          "index_closed_exception",
          "index_not_found_exception",
          "invalid_index_name_exception",
          "validation_exception");

  private final Cluster cluster;
  private final ElasticsearchConfig config;
  private final IndexNames names;
  private final BulkLimits limits;

  private record Item(MessageKey message, BulkOperation operation, int bytes) {}

  BulkWriter(Cluster cluster, ElasticsearchConfig config, BulkLimits limits) {
    this.cluster = cluster;
    this.config = config;
    this.names = new IndexNames(config.indexPrefix());
    this.limits = limits;
  }

  /// Succeeds when every message is written, there already in this or a newer version, or refused
  /// for good; the last are the answer.
  Future<List<DeadLetter>> write(int generation, List<MessageVersion> messages) {
    Future<List<DeadLetter>> refused = Future.succeededFuture(List.of());
    List<Item> request = new ArrayList<>();
    int bytes = 0;
    for (MessageVersion message : messages) {
      Item item = item(generation, message);
      if (!request.isEmpty()
          && (request.size() >= limits.documentsMax()
              || bytes + item.bytes() > limits.bytesMax())) {
        refused = then(refused, List.copyOf(request));
        request.clear();
        bytes = 0;
      }
      request.add(item);
      bytes += item.bytes();
    }
    return request.isEmpty() ? refused : then(refused, request);
  }

  private Future<List<DeadLetter>> then(Future<List<DeadLetter>> before, List<Item> request) {
    return before.compose(
        earlier ->
            send(request)
                .map(
                    later -> {
                      List<DeadLetter> all = new ArrayList<>(earlier);
                      all.addAll(later);
                      return all;
                    }));
  }

  /// An older version that comes late is refused by the index, and so is a message that comes back.
  private Item item(int generation, MessageVersion version) {
    MessageText message = version.message();
    byte[] json = version.isGone() ? new byte[0] : MessageDocument.of(version).json();
    BulkOperation operation =
        version.isGone()
            ? removal(generation, message, version.version())
            : writing(generation, version, json);
    return new Item(new MessageKey(message.conversation(), message.seq()), operation, json.length);
  }

  private BulkOperation writing(int generation, MessageVersion version, byte[] json) {
    MessageText message = version.message();
    return BulkOperation.of(
        bulk ->
            bulk.index(
                index ->
                    index
                        .index(names.index(generation, message.at()))
                        .id(MessageDocument.id(message.conversation(), message.seq()))
                        .routing(message.conversation().text())
                        .versionType(VersionType.ExternalGte)
                        .version(version.version())
                        .document(BinaryData.of(json, ContentType.APPLICATION_JSON))));
  }

  private BulkOperation removal(int generation, MessageText message, long version) {
    return BulkOperation.of(
        bulk ->
            bulk.delete(
                delete ->
                    delete
                        .index(names.index(generation, message.at()))
                        .id(MessageDocument.id(message.conversation(), message.seq()))
                        .routing(message.conversation().text())
                        .versionType(VersionType.ExternalGte)
                        .version(version)));
  }

  private Future<List<DeadLetter>> send(List<Item> request) {
    List<BulkOperation> operations = request.stream().map(Item::operation).toList();
    // Half of the time for shards that are moving, the other half for the answer.
    String shardsWithin = config.bulkTimeout().toMillis() / 2 + "ms";
    return cluster
        .ask(
            config.bulkTimeout(),
            client ->
                client.bulk(
                    bulk -> bulk.operations(operations).timeout(time -> time.time(shardsWithin))))
        .map(response -> refused(request, response));
  }

  private static List<DeadLetter> refused(List<Item> request, BulkResponse response) {
    List<DeadLetter> refused = new ArrayList<>();
    if (!response.errors()) {
      return refused;
    }
    for (int i = 0; i < request.size(); i++) {
      BulkResponseItem item = response.items().get(i);
      ErrorCause error = item.error();
      if (error == null || item.status() == CONFLICT) {
        continue;
      }
      if (item.status() != BAD_REQUEST || ABOUT_THE_CLUSTER.contains(error.type())) {
        throw Outage.because("item refused with " + item.status() + " " + error.type());
      }
      refused.add(new DeadLetter(request.get(i).message(), reason(error)));
    }
    return refused;
  }

  private static String reason(ErrorCause error) {
    String reason = error.type() + ": " + error.reason();
    return reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX));
  }
}
