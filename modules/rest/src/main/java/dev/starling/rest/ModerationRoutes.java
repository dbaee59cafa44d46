package dev.starling.rest;

import dev.starling.account.MessageRemover;
import dev.starling.account.ModerationService;
import dev.starling.account.ReportService;
import dev.starling.account.limit.Action;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.ReportId;
import dev.starling.wire.UserId;
import dev.starling.wire.safety.NewReport;
import dev.starling.wire.safety.ReportState;
import dev.starling.wire.safety.ResolveReport;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Consumer;

/// Reports, the moderators' queue of them, and for operators who moderates.
final class ModerationRoutes {

  private static final String REPORT = "/v1/moderation/reports/:id";

  private final ReportService reports;
  private final ModerationService moderation;
  private final MessageRemover remover;
  private final Consumer<Call> requireOperator;

  ModerationRoutes(
      ReportService reports,
      ModerationService moderation,
      MessageRemover remover,
      Consumer<Call> requireOperator) {
    this.reports = reports;
    this.moderation = moderation;
    this.remover = remover;
    this.requireOperator = requireOperator;
  }

  void mount(Api api) {
    api.post("/v1/reports", Action.UNCOUNTED, this::report);
    api.get("/v1/reports", this::own);
    api.get("/v1/moderation/reports", this::queue);
    api.get(REPORT, this::show);
    api.put(REPORT + "/taken", Action.UNCOUNTED, this::take);
    api.put(REPORT + "/resolution", Action.UNCOUNTED, this::resolve);
    api.put("/v1/admin/moderators/:id", Action.UNCOUNTED, this::appoint);
    api.delete("/v1/admin/moderators/:id", Action.UNCOUNTED, this::dismiss);
  }

  private Future<Answer> report(Call call) {
    return reports
        .file(call.user(), call.body(NewReport.class))
        .map(reported -> Answer.createdOrFound(reported.isNew(), reported.report()));
  }

  private Future<Answer> own(Call call) {
    return reports.list(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> queue(Call call) {
    return moderation.list(call.user(), state(call.query("state")), call.page()).map(Answer::ok);
  }

  private Future<Answer> show(Call call) {
    return moderation.find(call.user(), id(call)).map(Answer::ok);
  }

  private Future<Answer> take(Call call) {
    return moderation.take(call.user(), id(call)).map(Answer::ok);
  }

  private Future<Answer> resolve(Call call) {
    return moderation
        .resolve(call.user(), id(call), call.body(ResolveReport.class), remover)
        .map(Answer::ok);
  }

  private Future<Answer> appoint(Call call) {
    UserId user = call.path("id", UserId::parse);
    requireOperator.accept(call);
    return moderation.appoint(user).map(Answer::nothing);
  }

  private Future<Answer> dismiss(Call call) {
    UserId user = call.path("id", UserId::parse);
    requireOperator.accept(call);
    return moderation.dismiss(user).map(Answer::nothing);
  }

  private static ReportId id(Call call) {
    return call.path("id", ReportId::parse);
  }

  private static ReportState state(String text) {
    if (text == null) {
      return ReportState.OPEN;
    }
    for (ReportState state : ReportState.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
        return state;
      }
    }
    throw new Failure.Invalid(
        ErrorCode.BAD_FIELD, "state: not one (expected: open, taken or resolved)");
  }
}
