package dev.starling.wire.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// What somebody looks for.
///
/// @param q words, "phrases" and operators
/// @param conversation null for all of the asker's
/// @param order null for the newest first
/// @param zone where the asker's days begin, null for UTC
/// @param context how many messages before and after each hit to show, null for none
/// @param facets whether to count by person, conversation and month; null for no
public record SearchMessages(
    String q,
    ConversationId conversation,
    SearchOrder order,
    String zone,
    Integer context,
    Boolean facets) {

  public static final int CONTEXT_MAX = 5;
  private static final int ZONE_LENGTH_MAX = 64;

  public SearchMessages {
    if (context != null && (context < 0 || context > CONTEXT_MAX)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "context: " + context + " (expected: 0 to " + CONTEXT_MAX + ")");
    }
    if (zone != null && !isZone(zone)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "zone: not a time zone (expected: one like Europe/Berlin)");
    }
  }

  public static SearchMessages of(String q) {
    return new SearchMessages(q, null, null, null, null, null);
  }

  public SearchMessages in(ConversationId id) {
    return new SearchMessages(q, id, order, zone, context, facets);
  }

  public SearchMessages by(SearchOrder wanted) {
    return new SearchMessages(q, conversation, wanted, zone, context, facets);
  }

  public SearchMessages withContext(int messages) {
    return new SearchMessages(q, conversation, order, zone, messages, facets);
  }

  public SearchMessages withFacets() {
    return new SearchMessages(q, conversation, order, zone, context, true);
  }

  public boolean wantsRelevance() {
    return order == SearchOrder.RELEVANCE;
  }

  public int neighbours() {
    return context == null ? 0 : context;
  }

  public boolean hasFacets() {
    return facets != null && facets;
  }

  public ZoneId zoneId() {
    return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
  }

  private static boolean isZone(String zone) {
    try {
      return zone.length() <= ZONE_LENGTH_MAX && ZoneId.of(zone) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
