package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Clients switch on these numbers: one that changes here breaks a client that is out there. A new
/// code gets a new line.
class CodesTest {

  private static final String ERRORS =
      """
      100 BAD_FRAME
      101 BAD_JSON
      102 BAD_FIELD
      103 INVALID_UTF8
      104 TEXT_EMPTY
      105 TEXT_TOO_LONG
      106 FRAME_TOO_LARGE
      107 BODY_TOO_LARGE
      108 BAD_ID
      109 BAD_LIMIT
      110 BAD_CURSOR
      111 UNKNOWN_ADDRESS
      112 UNKNOWN_ROUTE
      113 METHOD_NOT_ALLOWED
      114 UNSUPPORTED_MEDIA_TYPE
      115 CLIENT_ID_REUSED
      116 BAD_QUERY
      200 NOT_A_MEMBER
      201 UNAUTHENTICATED
      202 TOKEN_INVALID
      203 TOKEN_EXPIRED
      204 SESSION_REVOKED
      205 BAD_CREDENTIALS
      206 REFRESH_TOKEN_REUSED
      207 TICKET_INVALID
      208 BLOCKED
      209 NOT_ALLOWED
      300 CONVERSATION_NOT_FOUND
      301 USER_NOT_FOUND
      302 SESSION_NOT_FOUND
      303 USERNAME_TAKEN
      304 TOO_MANY_MEMBERS
      306 MESSAGE_NOT_FOUND
      307 TOO_LATE
      308 NO_FORWARDING
      309 TOO_MANY_REACTIONS
      310 TOO_MANY_PINS
      311 QUOTE_NOT_FOUND
      320 MEDIA_NOT_FOUND
      321 MEDIA_TOO_LARGE
      322 PICTURE_TOO_LARGE
      323 MEDIA_UNREADABLE
      324 MEDIA_QUOTA_EXCEEDED
      325 UPLOAD_NOT_FOUND
      326 UPLOAD_BUSY
      327 OFFSET_MISMATCH
      328 TUS_VERSION_UNSUPPORTED
      329 MEDIA_URL_INVALID
      330 MEDIA_URL_EXPIRED
      331 RANGE_NOT_SATISFIABLE
      332 MEDIA_STORE_UNAVAILABLE
      333 MEDIA_IN_USE
      334 TOO_MANY_ATTACHMENTS
      335 TOO_MANY_WATCHED
      340 NOT_A_GROUP
      341 MEMBER_NOT_FOUND
      342 BANNED
      343 ADMINS_ONLY
      344 MUTED
      345 LINK_NOT_FOUND
      346 TOO_MANY_LINKS
      347 REQUEST_NOT_FOUND
      360 URL_NOT_ALLOWED
      361 BOT_NOT_FOUND
      362 HOOK_NOT_FOUND
      363 TOO_MANY_HOOKS
      364 NOT_FOR_BOTS
      365 OPERATOR_ONLY
      366 PUSH_OFF
      375 REQUEST_PENDING
      376 REPORT_NOT_FOUND
      377 REPORT_TAKEN
      378 MODERATORS_ONLY
      379 SUSPENDED
      380 PREVIEWS_OFF
      381 PREVIEW_NOT_FOUND
      390 TOO_MANY_BOOKMARKS
      391 TOO_MANY_DRAFTS
      392 TOO_MANY_SCHEDULED
      393 SCHEDULED_NOT_FOUND
      400 STORY_NOT_FOUND
      401 LIST_NOT_FOUND
      402 TOO_MANY_LISTS
      403 TOO_MANY_LISTED
      404 VIDEO_TOO_LONG
      405 LIST_NAME_TAKEN
      420 OWN_STORY
      421 AREA_NOT_FOUND
      422 HIGHLIGHT_NOT_FOUND
      423 TOO_MANY_HIGHLIGHTS
      424 NOT_MENTIONED
      440 TOO_MANY_SAVED_SEARCHES
      441 SAVED_SEARCH_NOT_FOUND
      442 REINDEX_RUNNING
      460 ERASURE_NOT_FOUND
      461 ACCOUNT_DELETED
      500 TOO_MANY_REQUESTS
      501 OVERLOADED
      502 DATABASE_UNAVAILABLE
      503 SEARCH_UNAVAILABLE
      504 DRAINING
      600 TOO_MANY_MENTIONS
      601 NOT_A_ROOT
      602 THREAD_NOT_FOUND
      603 BAD_POLL
      604 NOT_A_POLL
      605 POLL_CLOSED
      606 BAD_VOTE
      900 INTERNAL
      """;

  private static final String CLOSES =
      """
      4000 SHUTDOWN
      4001 SLOW_READER
      4002 SILENT
      4003 OVERLOADED
      4100 NOT_AUTHENTICATED
      4101 SESSION_REVOKED
      4102 BAD_FRAME
      4103 FRAME_TOO_LARGE
      4104 FLOODING
      """;

  @Test
  void everyErrorKeepsItsNumber() {
    assertThat(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.number() + " " + code + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(ERRORS);
  }

  @Test
  void everyCloseKeepsItsNumber() {
    assertThat(
            Arrays.stream(CloseCode.values())
                .map(code -> code.number() + " " + code + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(CLOSES);
  }

  @Test
  void aNumberFromANewerReleaseReadsAsInternal() {
    assertThat(ErrorCode.of(200)).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(ErrorCode.of(899)).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void theRangeOfACloseSaysWhetherToComeBack() {
    assertThat(CloseCode.values())
        .allSatisfy(
            code -> assertThat(code.comeBack()).as("%s", code).isEqualTo(code.number() < 4100));
  }

  @Test
  void aReasonFitsIntoACloseFrame() {
    assertThat(CloseCode.values())
        .allSatisfy(
            code ->
                assertThat(code.reason().getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(123));
  }
}
