package dev.starling.node.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.account.limit.Action;
import dev.starling.connection.command.Command;
import dev.starling.connection.command.CommandServices;
import dev.starling.connection.command.Commands;
import dev.starling.node.config.NodeConfig;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds what the documents say of limits to the code.
class LimitsDocumentTest {

  /// Commands that count nowhere here, and why.
  private static final Map<String, String> UNCOUNTED =
      Map.ofEntries(
          entry("conversation.read", "only moves forward"),
          entry("conversation.delivered", "only moves forward"),
          entry("thread.read", "only moves forward"),
          entry("conversation.events", "reads"),
          entry("thread.list", "reads"),
          entry("thread.events", "reads"),
          entry("presence.watch", "has limits of its own, presence.watchedMax and leaseFor"),
          entry("conversation.typing", "has a limit of its own, presence.typingStartsMax"),
          entry("report.file", "has a limit of its own, reports.perDayMax"));

  private final OpenApi http = new OpenApi();
  private final AsyncApi sockets = new AsyncApi();
  private final Commands commands = Commands.of(new CommandServices(null, null, null, null, null));

  @Test
  void commandsAreCountedOrThereIsAReason() {
    assertThat(
            commands.all().stream()
                .filter(command -> command.action() == Action.UNCOUNTED)
                .map(Command::address)
                .collect(Collectors.toSet()))
        .isEqualTo(UNCOUNTED.keySet());
  }

  @Test
  void theDocumentSaysWhatACommandCountsAs() {
    for (Command<?> command : commands.all()) {
      JsonNode operation = sockets.commandOperation(command.address());
      assertThat(operation.path("x-limit").asText("uncounted"))
          .as(command.address())
          .isEqualTo(LimitsContract.nameOf(command.action()));
      if (command.action() != Action.UNCOUNTED) {
        assertThat(operation.get("description").asText())
            .as(command.address())
            .contains("`TOO_MANY_REQUESTS`");
      }
    }
  }

  @Test
  void theTablesHaveTheDefaults() {
    String overHttp = http.document().at("/info/description").asText();
    String overSockets = sockets.document().at("/info/description").asText();
    for (Action action : Action.values()) {
      if (action != Action.UNCOUNTED) {
        assertThat(overHttp).containsPattern(row(action));
      }
    }
    commands.all().stream()
        .map(Command::action)
        .filter(action -> action != Action.UNCOUNTED)
        .forEach(action -> assertThat(overSockets).containsPattern(row(action)));
  }

  private static String row(Action action) {
    var rate = NodeConfig.DEFAULTS.limits().of(action);
    return "\\| `%s` \\| [^|]+ \\| %s \\| %s \\|"
        .formatted(LimitsContract.nameOf(action), written(rate.perMinute()), written(rate.burst()));
  }

  private static String written(int number) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
  }
}
