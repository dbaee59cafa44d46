package dev.starling.connection.command;

import dev.starling.account.ReportService;
import dev.starling.account.ReportService.Reported;
import dev.starling.account.limit.Action;
import dev.starling.wire.safety.NewReport;
import java.util.List;

/// What should not be. The queue of it is REST's.
final class ReportCommands {

  private ReportCommands() {}

  static List<Command<?>> of(ReportService reports) {
    return List.of(
        new Command<>(
            "report.file",
            Action.UNCOUNTED,
            NewReport.class,
            (caller, report) -> reports.file(caller.user(), report).map(Reported::report)));
  }
}
