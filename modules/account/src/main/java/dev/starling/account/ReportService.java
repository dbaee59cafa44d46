package dev.starling.account;

import dev.starling.persistence.safety.ReportRepository;
import dev.starling.persistence.safety.ReportRepository.Filed;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.ReportId;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Standing;
import dev.starling.wire.safety.NewReport;
import dev.starling.wire.safety.Report;
import io.vertx.core.Future;
import java.time.Duration;

/// Saying that something should not be. Only what the reporter can see can be reported, and what
/// was there then is kept with the report, whatever becomes of it.
public final class ReportService {

  /// @param isNew false when it had been reported before, and nobody has resolved that yet
  public record Reported(Report report, boolean isNew) {}

  private static final Duration UNKNOWN = Duration.ofHours(1);

  private final ReportRepository reports;
  private final IdSource ids;
  private final int perDayMax;
  private final TextRule comment;

  ReportService(ReportRepository reports, IdSource ids, ReportConfig config) {
    this.reports = reports;
    this.ids = ids;
    this.perDayMax = config.perDayMax();
    this.comment = new TextRule("comment", config.commentBytesMax());
  }

  public Future<Reported> file(UserId reporter, NewReport report) {
    return Future.succeededFuture(report)
        .map(wanted -> comment.checkOptional(wanted.comment()))
        .compose(fit -> reports.file(new ReportId(ids.next()), reporter, report, perDayMax))
        .map(ReportService::done)
        .compose(
            filed ->
                reports
                    .find(filed.id())
                    .map(found -> new Reported(found.orElseThrow().forReporter(), filed.isNew())));
  }

  /// One's own, newest first.
  public Future<Page<Report>> list(UserId reporter, PageRequest request) {
    return Future.succeededFuture(request)
        .map(page -> page.after(in -> new ReportId(in.number())))
        .compose(before -> reports.ofReporter(reporter, before, request.limitAndOne()))
        .map(found -> found.stream().map(Report::forReporter).toList())
        .map(found -> request.page(found, last -> Cursor.of(last.id().value())));
  }

  private static Filed done(Filed filed) {
    if (filed.refusal() != null) {
      throw refusal(filed.refusal(), filed.retryAfter());
    }
    return filed;
  }

  private static Failure refusal(ErrorCode why, Duration retryAfter) {
    return switch (why) {
      case NOT_A_MEMBER -> Standing.notAMember();
      case CONVERSATION_NOT_FOUND -> Standing.notFound();
      case NOT_ALLOWED -> new Failure.Forbidden(why, "one's own");
      case TOO_MANY_REQUESTS ->
          new Failure.TryLater(why, "too many reports", retryAfter == null ? UNKNOWN : retryAfter);
      default -> new Failure.NotFound(why, "not there, or not for you");
    };
  }
}
