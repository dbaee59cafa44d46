package dev.starling.search;

import java.time.Duration;

/// How messages are looked for.
///
/// @param answerWithin after this the index counts as away
/// @param conversationsPerQueryMax a person's conversations are looked through in slices of this
///   many, the most recently active ones first; Elasticsearch takes 65,536 at most
/// @param conversationsMax conversations beyond this many, the longest quiet ones, are not looked
///   through unless they are named
/// @param roundsMax how often the index is asked for one page, when hits turn out not to be for
///   this person's eyes
/// @param tailMessagesMax how many of the newest messages are looked through in PostgreSQL, in case
///   they are not indexed yet
/// @param tailConversationsMax in how many conversations, when none is named
/// @param tailPerConversationMax and how many in each of these
/// @param facetsMax how many hits are counted by person, conversation and month; Elasticsearch
///   answers with 10,000 at most
/// @param savedMax how many searches somebody may keep
/// @param storiesMax the words of so many stories are looked through for one page
public record QueryConfig(
    Duration answerWithin,
    int conversationsPerQueryMax,
    int conversationsMax,
    int roundsMax,
    int tailMessagesMax,
    int tailConversationsMax,
    int tailPerConversationMax,
    int facetsMax,
    int savedMax,
    int storiesMax) {

  public static final QueryConfig DEFAULTS =
      new QueryConfig(Duration.ofSeconds(2), 8_192, 65_536, 5, 500, 50, 100, 1_000, 100, 1_000);

  private static final int TERMS_MAX = 65_536;
  private static final int HITS_MAX = 10_000;
  private static final int STORIES_MAX = 10_000;

  public QueryConfig {
    if (answerWithin.toMillis() < 1) {
      throw new IllegalArgumentException(
          "query.answerWithin: " + answerWithin + " (expected: at least 1 ms)");
    }
    if (conversationsPerQueryMax < 1 || conversationsPerQueryMax > TERMS_MAX) {
      throw new IllegalArgumentException(
          "query.conversationsPerQueryMax: "
              + conversationsPerQueryMax
              + " (expected: 1 to "
              + TERMS_MAX
              + ")");
    }
    if (conversationsMax < conversationsPerQueryMax) {
      throw new IllegalArgumentException(
          "query.conversationsMax: " + conversationsMax + " (expected: at least one slice)");
    }
    if (roundsMax < 1 || tailMessagesMax < 1 || tailConversationsMax < 1) {
      throw new IllegalArgumentException("query: limits are at least 1");
    }
    if (tailPerConversationMax < 1 || facetsMax < 1 || facetsMax > HITS_MAX || savedMax < 0) {
      throw new IllegalArgumentException("query: limits are at least 1, facetsMax at most 10000");
    }
    if (storiesMax < 1 || storiesMax > STORIES_MAX) {
      throw new IllegalArgumentException(
          "query.storiesMax: " + storiesMax + " (expected: 1 to " + STORIES_MAX + ")");
    }
  }
}
