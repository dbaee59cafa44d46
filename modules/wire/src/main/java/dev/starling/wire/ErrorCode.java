package dev.starling.wire;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The numbers clients switch on. Append only: a number, once released, never changes meaning.
///
/// 1xx frames and bodies, 2xx who may, 3xx what does not exist or exists already, 4xx stories, 5xx
/// load and parts that are away, 9xx ours.
public enum ErrorCode {
  BAD_FRAME(100),
  BAD_JSON(101),
  BAD_FIELD(102),
  INVALID_UTF8(103),
  TEXT_EMPTY(104),
  TEXT_TOO_LONG(105),
  FRAME_TOO_LARGE(106),
  BODY_TOO_LARGE(107),
  BAD_ID(108),
  BAD_LIMIT(109),
  BAD_CURSOR(110),
  UNKNOWN_ADDRESS(111),
  UNKNOWN_ROUTE(112),
  METHOD_NOT_ALLOWED(113),
  UNSUPPORTED_MEDIA_TYPE(114),
  CLIENT_ID_REUSED(115),
  BAD_QUERY(116),

  NOT_A_MEMBER(200),
  UNAUTHENTICATED(201),
  TOKEN_INVALID(202),
  TOKEN_EXPIRED(203),
  SESSION_REVOKED(204),
  BAD_CREDENTIALS(205),
  REFRESH_TOKEN_REUSED(206),
  TICKET_INVALID(207),
  BLOCKED(208),
  NOT_ALLOWED(209),

  CONVERSATION_NOT_FOUND(300),
  USER_NOT_FOUND(301),
  SESSION_NOT_FOUND(302),
  USERNAME_TAKEN(303),
  TOO_MANY_MEMBERS(304),

  MESSAGE_NOT_FOUND(306),
  TOO_LATE(307),
  NO_FORWARDING(308),
  TOO_MANY_REACTIONS(309),
  TOO_MANY_PINS(310),
  QUOTE_NOT_FOUND(311),

  MEDIA_NOT_FOUND(320),
  MEDIA_TOO_LARGE(321),
  PICTURE_TOO_LARGE(322),
  MEDIA_UNREADABLE(323),
  MEDIA_QUOTA_EXCEEDED(324),
  UPLOAD_NOT_FOUND(325),
  UPLOAD_BUSY(326),
  OFFSET_MISMATCH(327),
  TUS_VERSION_UNSUPPORTED(328),
  MEDIA_URL_INVALID(329),
  MEDIA_URL_EXPIRED(330),
  RANGE_NOT_SATISFIABLE(331),
  MEDIA_STORE_UNAVAILABLE(332),
  MEDIA_IN_USE(333),
  TOO_MANY_ATTACHMENTS(334),
  TOO_MANY_WATCHED(335),
  NOT_A_GROUP(340),
  MEMBER_NOT_FOUND(341),
  BANNED(342),
  ADMINS_ONLY(343),
  MUTED(344),
  LINK_NOT_FOUND(345),
  TOO_MANY_LINKS(346),
  REQUEST_NOT_FOUND(347),

  URL_NOT_ALLOWED(360),
  BOT_NOT_FOUND(361),
  HOOK_NOT_FOUND(362),
  TOO_MANY_HOOKS(363),
  NOT_FOR_BOTS(364),
  OPERATOR_ONLY(365),
  PUSH_OFF(366),

  REQUEST_PENDING(375),
  REPORT_NOT_FOUND(376),
  REPORT_TAKEN(377),
  MODERATORS_ONLY(378),
  SUSPENDED(379),

  PREVIEWS_OFF(380),
  PREVIEW_NOT_FOUND(381),

  TOO_MANY_BOOKMARKS(390),
  TOO_MANY_DRAFTS(391),
  TOO_MANY_SCHEDULED(392),
  SCHEDULED_NOT_FOUND(393),

  STORY_NOT_FOUND(400),
  LIST_NOT_FOUND(401),
  TOO_MANY_LISTS(402),
  TOO_MANY_LISTED(403),
  VIDEO_TOO_LONG(404),
  LIST_NAME_TAKEN(405),

  OWN_STORY(420),

  TOO_MANY_REQUESTS(500),
  OVERLOADED(501),
  DATABASE_UNAVAILABLE(502),
  SEARCH_UNAVAILABLE(503),
  DRAINING(504),

  TOO_MANY_MENTIONS(600),
  NOT_A_ROOT(601),
  THREAD_NOT_FOUND(602),
  BAD_POLL(603),
  NOT_A_POLL(604),
  POLL_CLOSED(605),
  BAD_VOTE(606),

  INTERNAL(900);

  private static final Map<Integer, ErrorCode> BY_NUMBER =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(ErrorCode::number, Function.identity()));

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// The code with this number, or [#INTERNAL] for one that a newer release made up.
  public static ErrorCode of(int number) {
    return BY_NUMBER.getOrDefault(number, INTERNAL);
  }
}
