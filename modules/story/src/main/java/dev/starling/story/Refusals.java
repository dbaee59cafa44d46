package dev.starling.story;

import dev.starling.persistence.story.Posted;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.time.Duration;
import java.time.Instant;

/// Why a story is not posted or not changed, in words.
final class Refusals {

  private Refusals() {}

  static Failure of(Posted.Refused refused, Instant now, StoryConfig config) {
    return switch (refused.why()) {
      case ID_TAKEN -> throw new IllegalStateException("is tried again under another id");
      case CLIENT_ID_REUSED ->
          new Failure.Conflict(
              ErrorCode.CLIENT_ID_REUSED, "clientId: names another story of yours already");
      case DELETED_SINCE -> notFound("clientId: names a story that you have deleted");
      case STORY_NOT_FOUND -> notFound("no such story of yours");
      case TOO_MANY_ACTIVE ->
          later(
              "you have " + config.activeMax() + " stories, which is as many as there may be",
              now,
              refused);
      case TOO_MANY_A_DAY ->
          later(
              "you have posted " + config.limits().dayMax() + " stories in 24 hours, which is all",
              now,
              refused);
      case USER_NOT_FOUND ->
          new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "mentions: nobody has one of these ids");
      case MEDIA_NOT_FOUND ->
          new Failure.NotFound(ErrorCode.MEDIA_NOT_FOUND, "media: not there any more");
      case LIST_NOT_FOUND ->
          new Failure.NotFound(ErrorCode.LIST_NOT_FOUND, "audience: not a list of yours");
      case NOT_A_MEMBER ->
          new Failure.Forbidden(
              ErrorCode.NOT_A_MEMBER, "audience: no group, or none that you are a member of");
    };
  }

  private static Failure notFound(String detail) {
    return new Failure.NotFound(ErrorCode.STORY_NOT_FOUND, detail);
  }

  private static Failure later(String detail, Instant now, Posted.Refused refused) {
    return new Failure.TryLater(
        ErrorCode.TOO_MANY_REQUESTS, detail, Duration.between(now, refused.until()));
  }
}
