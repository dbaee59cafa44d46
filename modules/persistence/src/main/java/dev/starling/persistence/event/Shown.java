package dev.starling.persistence.event;

/// What of the table `e` of events somebody may still see, as a condition of a statement. A message
/// that has expired, or that they have hidden from themselves, is there and yet not shown.
public final class Shown {

  private static final String TO =
      """
      (e.expires_at is null or e.expires_at > %2$s)
                  and not exists (
                      select 1 from hidden_message h
                       where h.user_id = %1$s and h.conversation_id = e.conversation_id and h.seq = e.seq)
      """;

  /// Whether a message of the table `e` is not about to be erased, as a condition of a statement:
  /// it is not found any more.
  public static final String IS_KEPT =
      """
      not exists (
                      select 1 from erasure_part p
                       where p.conversation_id = e.conversation_id and p.sender_id = e.sender_id
                         and p.until_seq >= e.seq and p.step < 4)\
      """;

  private Shown() {}

  /// @param reader who looks, as an expression of the statement
  /// @param now when they look, as an expression of the statement
  public static String to(String reader, String now) {
    return TO.formatted(reader, now).strip();
  }
}
