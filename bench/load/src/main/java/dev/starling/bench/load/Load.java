package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The program behind `scripts/bench`: every scenario is a command of it. Ends with 0 if every
/// message came, once and in order, 1 if not, 2 if nothing could be measured.
@Command(
    name = "scripts/bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "SCENARIO [options]",
    description = "Load Starling and measure it.",
    commandListHeading = "%nScenarios (scripts/bench SCENARIO --help has the options of one):%n")
public final class Load implements Runnable {

  private static final int NOT_MEASURED = 2;

  @CommandLine.Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(program().execute(arguments));
  }

  static CommandLine program() {
    return program(Scenarios.all());
  }

  static CommandLine program(List<Scenario> scenarios) {
    CommandLine program = new CommandLine(new Load());
    for (Scenario scenario : scenarios) {
      CommandSpec command = command(scenario);
      program.addSubcommand(command.name(), command);
    }
    return program
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Load::explain);
  }

  /// One scenario with the options that all share and its own.
  private static CommandSpec command(Scenario scenario) {
    CommandSpec command = CommandSpec.forAnnotatedObject(new Measurement(scenario));
    command.addMixin("scenario", CommandSpec.forAnnotatedObject(scenario));
    command.defaultValueProvider(
        argument ->
            argument instanceof OptionSpec option
                ? scenario.defaults().get(option.longestName())
                : null);
    return command;
  }

  /// Without a scenario there is nothing to do.
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which scenario?");
  }

  /// A person gets the sentence; anything without one is a bug and keeps its stack trace.
  static int explain(Exception failure, CommandLine command, CommandLine.ParseResult given)
      throws Exception {
    if (failure instanceof SetupException) {
      command.getErr().println(failure.getMessage());
      return NOT_MEASURED;
    }
    throw failure;
  }
}
