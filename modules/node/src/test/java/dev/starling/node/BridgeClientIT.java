package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The npm client that everybody has, as it is, over each of its transports. It has no idea of
/// sequences or of resuming: the server does that.
class BridgeClientIT {

  private static final Path SCRIPTS =
      Path.of(System.getProperty("starling.root"), "modules/node/src/test/js");
  private static final int CONVERSATION_NOT_FOUND = 300;
  private static final int EACH = 50;

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.start(2);
    Process install = run("npm", "ci", "--no-audit", "--no-fund", "--silent");
    assertThat(lines(install)).isEmpty();
    assertThat(install.waitFor()).as("npm ci").isZero();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling", "raw"})
  void twoOfThemOnTwoNodesHearEverythingOnceAndInOrder(String transport) throws Exception {
    Person alice = cluster.person("alice", 0);
    Person bob = cluster.person("bob", 1);
    String chat = alice.directWith(bob);

    Process a = talk(0, transport, alice, chat, "a");
    Process b = talk(1, transport, bob, chat, "b");
    List<BufferedReader> both = List.of(reader(a), reader(b));
    for (BufferedReader says : both) {
      assertThat(says.readLine()).isEqualTo("listening");
    }
    begin(a);
    begin(b);

    List<Long> all = LongStream.rangeClosed(1, 2 * EACH).boxed().toList();
    List<Long> answered = new ArrayList<>();
    for (BufferedReader says : both) {
      JsonNode seen = Json.read(says.readLine(), JsonNode.class);
      assertThat(seen.path("failed").asText()).isEmpty();
      assertThat(numbers(seen.get("heard"))).isEqualTo(all);
      assertThat(numbers(seen.get("again"))).as("after the resume").isEqualTo(all);
      assertThat(seen.get("refusal").asInt()).isEqualTo(CONVERSATION_NOT_FOUND);
      answered.addAll(numbers(seen.get("answers")));
    }
    assertThat(answered).containsExactlyInAnyOrderElementsOf(all);
    assertThat(historyOf(alice, chat)).isEqualTo(all);
  }

  private static Process talk(int node, String transport, Person person, String chat, String name)
      throws IOException {
    return run(
        "node",
        "talk.cjs",
        cluster.url(node),
        transport,
        person.token(),
        chat,
        name,
        Integer.toString(EACH),
        Integer.toString(2 * EACH));
  }

  private static void begin(Process talk) throws IOException {
    talk.getOutputStream().write('\n');
    talk.getOutputStream().flush();
  }

  private static List<Long> historyOf(Person reader, String chat) {
    return numbers(
        Json.read(
            Json.write(
                reader
                    .rest()
                    .get("/v1/conversations/" + chat + "/events?after=0&limit=200")
                    .body()
                    .get("items")
                    .findValues("seq")),
            JsonNode.class));
  }

  private static List<Long> numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asLong).toList();
  }

  private static Process run(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(SCRIPTS.toFile())
        // Where the client warns that nobody wants its pongs.
        .redirectError(SCRIPTS.resolve("../../../target/bridge-client.log").toFile())
        .start();
  }

  private static List<String> lines(Process process) {
    return reader(process).lines().toList();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
