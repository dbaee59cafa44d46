package dev.starling.persistence.conversation;

import io.vertx.sqlclient.Row;

/// What came of a mark.
///
/// @param mark where the member stands now
/// @param isDeliveredFurther whether more has been delivered than before
/// @param isMarkedUnread whether they want to be reminded of the conversation all the same
/// @param isQuiet whether nobody else is to hear of it
public record Moved(
    Watermark mark, boolean isDeliveredFurther, boolean isMarkedUnread, boolean isQuiet) {

  /// From a watermark's columns, then how far had been delivered before, the mark, and the quiet.
  static Moved of(Row row) {
    Watermark mark = Watermark.of(row);
    return new Moved(
        mark, mark.deliveredSeq() > row.getLong(4), row.getBoolean(5), row.getBoolean(6));
  }
}
