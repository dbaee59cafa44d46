package dev.starling.devservices;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The program behind `scripts/dev` and `scripts/run-cluster`: Starling and everything it needs, on
/// one machine, until somebody ends it.
@Command(
    name = "devservices",
    description = "Starling and everything it needs, on one machine.",
    subcommands = {DevCommand.class, ClusterCommand.class, ServicesCommand.class})
public final class Dev implements Runnable {

  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help")
          .usageHelp(true)
          .scopeType(ScopeType.INHERIT)
          .description("Say this.")
          .build();

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(program().execute(arguments));
  }

  static CommandLine program() {
    CommandLine program = new CommandLine(new Dev());
    program.getCommandSpec().addOption(HELP);
    return program.setExecutionExceptionHandler(Dev::explain);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /// A person gets the sentence; anything without one is a bug and keeps its stack trace.
  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult given)
      throws Exception {
    if (failure instanceof CannotStart sentence) {
      command.getErr().println(sentence.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }
}
