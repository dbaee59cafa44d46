package dev.starling.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorResponse;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 413, 429, 500, 502, 503, 504})
  void whateverIsNotAboutTheQuestionIsTryLater(int status) {
    assertIsOutage(answer(status));
    assertIsOutage(new CompletionException(answer(status)));
  }

  @Test
  void aWrongQuestionIsABug() {
    assertThat(Outage.asFailure(answer(400))).isInstanceOf(ElasticsearchException.class);
    assertThat(Outage.asFailure(new IllegalStateException("a bug")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noAnswerIsTryLater() {
    assertIsOutage(new ConnectException("refused"));
    assertIsOutage(new IOException("closed"));
    assertIsOutage(new TimeoutException());
  }

  private static void assertIsOutage(Throwable cause) {
    assertThat(Outage.asFailure(cause))
        .isInstanceOfSatisfying(
            Failure.TryLater.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SEARCH_UNAVAILABLE));
  }

  private static ElasticsearchException answer(int status) {
    return new ElasticsearchException(
        "search",
        ErrorResponse.of(
            response ->
                response.status(status).error(error -> error.type("some_exception").reason("x"))));
  }
}
