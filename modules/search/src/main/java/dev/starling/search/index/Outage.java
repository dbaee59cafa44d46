package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.elasticsearch.client.ResponseException;

/// Tells an Elasticsearch that is away, busy or closed to us from a question that was wrong.
final class Outage {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private Outage() {}

  static Failure.TryLater because(String why) {
    return new Failure.TryLater(ErrorCode.SEARCH_UNAVAILABLE, "Elasticsearch: " + why, RETRY_AFTER);
  }

  /// Anything but our own mistake reads as "try later". The message holds no text of anybody's.
  static Throwable asFailure(Throwable cause) {
    return switch (cause) {
      case CompletionException wrapper when wrapper.getCause() != null ->
          asFailure(wrapper.getCause());
      case ElasticsearchException answer ->
          answer.status() == BAD_REQUEST
              ? answer
              : because(answer.status() + " " + answer.error().type());
      case ResponseException answer ->
          ofStatus(answer.getResponse().getStatusLine().getStatusCode(), answer);
      case TransportException answer when answer.response() != null ->
          ofStatus(answer.statusCode(), answer);
      case TimeoutException late -> because("no answer in time");
      case CancellationException late -> because("no answer in time");
      case IOException away -> because(away.getClass().getSimpleName());
      default -> cause;
    };
  }

  /// Whether a shard is not there yet, or not there any more.
  static boolean isStarting(Throwable cause) {
    return switch (cause) {
      case CompletionException wrapper when wrapper.getCause() != null ->
          isStarting(wrapper.getCause());
      case ElasticsearchException answer -> answer.status() == UNAVAILABLE;
      case ResponseException answer ->
          answer.getResponse().getStatusLine().getStatusCode() == UNAVAILABLE;
      case TransportException answer when answer.response() != null ->
          answer.statusCode() == UNAVAILABLE;
      default -> false;
    };
  }

  private static Throwable ofStatus(int status, IOException answer) {
    return status == BAD_REQUEST ? answer : because("status " + status);
  }
}
