package dev.starling.persistence.safety;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.ReportId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import dev.starling.wire.safety.NewReport;
import dev.starling.wire.safety.Reason;
import dev.starling.wire.safety.Report;
import dev.starling.wire.safety.ReportState;
import dev.starling.wire.safety.ReportedContent;
import dev.starling.wire.safety.Resolution;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What people have reported, and what moderators have done about it.
public final class ReportRepository {

  private static final String FILE =
      """
      select refusal, retry_ms, id, is_new from file_report($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  private static final String SELECT =
      """
      select r.id, r.conversation_id, r.seq, r.user_id, r.story_id, r.reason, r.comment, r.at, r.state, r.resolution,
             r.resolved_at, r.reporter_id, r.content::text, r.moderator_id
        from report r
      """;

  private static final String OF_REPORTER =
      SELECT + " where r.reporter_id = $1 and r.id < $2 order by r.id desc limit $3";

  private static final String IN_STATE =
      SELECT + " where r.state = $1 and r.id > $2 order by r.id limit $3";

  private static final String ONE = SELECT + " where r.id = $1";

  private static final String HISTORY =
      """
      select action, moderator_id, until, at from moderation where report_id = $1 order by id
      """;

  private static final String TAKE =
      """
      select take_report($1, $2)
      """;

  private static final String RESOLVE =
      """
      select resolve_report($1, $2, $3, $4)
      """;

  /// What became of an attempt to report something.
  ///
  /// @param refusal null when it is reported
  /// @param retryAfter null for never or unknown
  /// @param isNew false when it had been reported before
  public record Filed(ErrorCode refusal, Duration retryAfter, ReportId id, boolean isNew) {}

  private final Database database;

  public ReportRepository(Database database) {
    this.database = database;
  }

  /// @param perDay so many reports of one person in 24 hours
  public Future<Filed> file(ReportId id, UserId reporter, NewReport report, int perDay) {
    return database
        .run(
            FILE,
            id.value(),
            reporter.value(),
            report.conversation() == null ? null : report.conversation().value(),
            report.seq(),
            report.user() == null ? null : report.user().value(),
            report.story() == null ? null : report.story().value(),
            report.reason().name(),
            report.comment(),
            perDay)
        .map(rows -> filed(rows.iterator().next()));
  }

  /// Newest first.
  ///
  /// @param before null for the first page
  public Future<List<Report>> ofReporter(UserId reporter, ReportId before, int limit) {
    long beforeId = before == null ? Long.MAX_VALUE : before.value();
    return database
        .run(OF_REPORTER, reporter.value(), beforeId, limit)
        .map(rows -> Rows.list(rows, ReportRepository::report));
  }

  /// Oldest first.
  ///
  /// @param after null for the first page
  public Future<List<Report>> inState(ReportState state, ReportId after, int limit) {
    return database
        .run(IN_STATE, label(state), after == null ? 0L : after.value(), limit)
        .map(rows -> Rows.list(rows, ReportRepository::report));
  }

  public Future<Optional<Report>> find(ReportId id) {
    return database
        .run(ONE, id.value())
        .map(rows -> rows.stream().findFirst().map(ReportRepository::report));
  }

  /// What moderators have done about it, in that order.
  public Future<List<Report.Step>> history(ReportId id) {
    return database.run(HISTORY, id.value()).map(rows -> Rows.list(rows, ReportRepository::step));
  }

  /// Empty when the moderator has it, or why not.
  public Future<Optional<ErrorCode>> take(ReportId id, UserId moderator) {
    return database
        .run(TAKE, id.value(), moderator.value())
        .map(rows -> Optional.ofNullable(rows.iterator().next().getString(0)))
        .map(refusal -> refusal.map(ErrorCode::valueOf));
  }

  /// @param until of a suspension, null otherwise
  public Future<Void> resolve(ReportId id, UserId moderator, Resolution resolution, Instant until) {
    return database
        .run(
            RESOLVE,
            id.value(),
            moderator.value(),
            resolution.name(),
            until == null ? null : until.atOffset(ZoneOffset.UTC))
        .mapEmpty();
  }

  private static Filed filed(Row row) {
    String refusal = row.getString(0);
    Long retryMs = row.getLong(1);
    return new Filed(
        refusal == null ? null : ErrorCode.valueOf(refusal),
        retryMs == null ? null : Duration.ofMillis(retryMs),
        row.getLong(2) == null ? null : new ReportId(row.getLong(2)),
        row.getBoolean(3));
  }

  private static Report report(Row row) {
    String resolution = row.getString(9);
    return new Report(
        new ReportId(row.getLong(0)),
        row.getLong(1) == null ? null : new ConversationId(row.getLong(1)),
        row.getLong(2),
        user(row, 3),
        row.getLong(4) == null ? null : new StoryId(row.getLong(4)),
        Reason.valueOf(row.getString(5)),
        row.getString(6),
        Rows.instant(row, 7),
        ReportState.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
        resolution == null ? null : Resolution.valueOf(resolution),
        Rows.instant(row, 10),
        user(row, 11),
        Json.read(row.getString(12), ReportedContent.class),
        user(row, 13),
        null);
  }

  private static Report.Step step(Row row) {
    return new Report.Step(
        row.getString(0).toLowerCase(Locale.ROOT).replace('_', '-'),
        user(row, 1),
        Rows.instant(row, 2),
        Rows.instant(row, 3));
  }

  private static UserId user(Row row, int column) {
    return row.getLong(column) == null ? null : new UserId(row.getLong(column));
  }

  private static String label(ReportState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
