package dev.starling.account;

import dev.starling.persistence.safety.ModeratorRepository;
import dev.starling.persistence.safety.ReportRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.ReportId;
import dev.starling.wire.UserId;
import dev.starling.wire.safety.Report;
import dev.starling.wire.safety.ReportState;
import dev.starling.wire.safety.ResolveReport;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/// The queue of reports, for moderators. Whoever has taken a report decides about it alone; each
/// step is written down. Doing anything here twice is the same as once.
public final class ModerationService {

  private final ReportRepository reports;
  private final ModeratorRepository moderators;
  private final Suspensions suspensions;
  private final Clock clock;

  ModerationService(
      ReportRepository reports,
      ModeratorRepository moderators,
      Suspensions suspensions,
      Clock clock) {
    this.reports = reports;
    this.moderators = moderators;
    this.suspensions = suspensions;
    this.clock = clock;
  }

  /// For operators.
  public Future<Void> appoint(UserId user) {
    return moderators
        .add(user)
        .compose(
            isSomebody ->
                isSomebody
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "no such user: " + user)));
  }

  /// For operators.
  public Future<Void> dismiss(UserId user) {
    return moderators.remove(user);
  }

  /// Oldest first.
  public Future<Page<Report>> list(UserId moderator, ReportState state, PageRequest request) {
    return Future.succeededFuture(request)
        .map(page -> page.after(in -> new ReportId(in.number())))
        .compose(after -> require(moderator).map(after))
        .compose(after -> reports.inState(state, after, request.limitAndOne()))
        .map(found -> request.page(found, last -> Cursor.of(last.id().value())));
  }

  /// With what was done about it.
  public Future<Report> find(UserId moderator, ReportId id) {
    return require(moderator).compose(may -> read(id));
  }

  /// Nobody else can resolve it from now on.
  public Future<Report> take(UserId moderator, ReportId id) {
    return require(moderator).compose(may -> hold(moderator, id)).compose(taken -> read(id));
  }

  /// Takes it and does what is to be done before it is resolved: who fails in between does it
  /// again.
  ///
  /// @param remove takes the message of a report away
  public Future<Report> resolve(
      UserId moderator, ReportId id, ResolveReport resolve, MessageRemover remove) {
    return require(moderator)
        .compose(may -> hold(moderator, id))
        .compose(taken -> read(id))
        .compose(report -> carryOut(moderator, report, resolve, remove))
        .compose(done -> read(id));
  }

  private Future<Void> carryOut(
      UserId moderator, Report report, ResolveReport resolve, MessageRemover remove) {
    if (report.state() == ReportState.RESOLVED) {
      return report.resolution() == resolve.action()
          ? Future.succeededFuture()
          : Future.failedFuture(taken("resolved otherwise"));
    }
    Instant until =
        resolve.seconds() == null ? null : clock.instant().plusSeconds(resolve.seconds());
    Future<Void> carriedOut =
        switch (resolve.action()) {
          case DISMISS -> Future.succeededFuture();
          case DELETE_MESSAGE ->
              report.seq() == null
                  ? Future.failedFuture(unfit("action: no message is reported"))
                  : remove.remove(report.conversation(), report.seq());
          case SUSPEND ->
              report.user() == null
                  ? Future.failedFuture(unfit("action: no person is behind it"))
                  : suspensions.suspend(report.user(), until);
        };
    return carriedOut.compose(
        done -> reports.resolve(report.id(), moderator, resolve.action(), until));
  }

  private Future<Void> hold(UserId moderator, ReportId id) {
    return reports
        .take(id, moderator)
        .map(
            refusal -> {
              if (refusal.isPresent()) {
                throw refusal.get() == ErrorCode.REPORT_TAKEN
                    ? taken("another moderator has it")
                    : notFound(id);
              }
              return null;
            });
  }

  private Future<Report> read(ReportId id) {
    return reports
        .find(id)
        .map(found -> found.orElseThrow(() -> notFound(id)))
        .compose(report -> reports.history(id).map(report::with));
  }

  private Future<Void> require(UserId user) {
    return moderators
        .isModerator(user)
        .compose(
            isOne ->
                isOne
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Failure.Forbidden(ErrorCode.MODERATORS_ONLY, "for moderators only")));
  }

  private static Failure taken(String detail) {
    return new Failure.Conflict(ErrorCode.REPORT_TAKEN, detail);
  }

  private static Failure unfit(String detail) {
    return new Failure.Invalid(ErrorCode.BAD_FIELD, detail);
  }

  private static Failure notFound(ReportId id) {
    return new Failure.NotFound(ErrorCode.REPORT_NOT_FOUND, "no report " + id);
  }
}
