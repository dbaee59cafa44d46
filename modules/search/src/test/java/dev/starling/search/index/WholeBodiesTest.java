package dev.starling.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WholeBodiesTest {

  private final Sent sent = new Sent(new ArrayList<>());
  private final WholeBodies client = new WholeBodies(sent);

  @Test
  void aBodyOfManyPiecesLeavesInOne() {
    send(List.of(bytes("{\"index\":{}}"), bytes("\n"), bytes("{\"text\":\"ciao\"}"), bytes("\n")));

    assertThat(pieces()).containsExactly("{\"index\":{}}\n{\"text\":\"ciao\"}\n");
  }

  @Test
  void aBodyOfOnePieceStaysAsItIs() {
    send(List.of(bytes("{}")));

    assertThat(pieces()).containsExactly("{}");
  }

  @Test
  void whatIsSentTwiceIsWholeTwice() {
    List<ByteBuffer> body = List.of(bytes("a"), bytes("b"));

    send(body);
    send(body);

    assertThat(sent.requests()).hasSize(2);
    assertThat(pieces()).containsExactly("ab");
  }

  @Test
  void aRequestWithoutABodyHasNone() {
    send(null);

    assertThat(sent.requests().getLast().body()).isNull();
  }

  private void send(Iterable<ByteBuffer> body) {
    TransportHttpClient.Request request =
        new TransportHttpClient.Request("POST", "/_bulk", Map.of(), Map.of(), body);
    assertThat(client.performRequestAsync("es/bulk", null, request, null)).isNotDone();
  }

  private List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    for (ByteBuffer piece : sent.requests().getLast().body()) {
      pieces.add(StandardCharsets.UTF_8.decode(piece).toString());
    }
    return pieces;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Keeps what it is given, and answers nothing.
  private record Sent(List<TransportHttpClient.Request> requests) implements TransportHttpClient {
    @Override
    public Response performRequest(
        String endpoint, Node node, Request request, TransportOptions options) {
      throw new UnsupportedOperationException("nobody waits for an answer");
    }

    @Override
    public CompletableFuture<Response> performRequestAsync(
        String endpoint, Node node, Request request, TransportOptions options) {
      requests.add(request);
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }
}
