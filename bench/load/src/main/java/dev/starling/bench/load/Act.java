package dev.starling.bench.load;

/// What people do besides writing, and how often.
///
/// The mix is data, and a guess to be argued with: most of what people do with a messenger is to
/// look at it. Of a hundred operations 45 are messages (see [Mixed]). Whoever hears one reads it,
/// but several at a time, which makes somewhat more than one receipt for two messages. Each opening
/// of the app is a list of conversations and a look at the feed; now and then a conversation is
/// scrolled back, or a story looked at. Few people post, few search.
enum Act {
  READ("read receipt", 25),
  HISTORY("history of a conversation", 8),
  LIST("list of conversations", 5),
  FEED("feed of stories", 7),
  SHOW("story shown and viewed", 5),
  POST("story posted", 1),
  SEARCH("search", 4);

  private final String title;
  private final int percent;

  Act(String title, int percent) {
    this.title = title;
    this.percent = percent;
  }

  /// As a report calls it.
  String title() {
    return title;
  }

  /// Of all operations, messages included.
  int percent() {
    return percent;
  }
}
