package dev.starling.account.limit;

/// What one person may do on one node, by [Action].
///
/// @param send more than anybody types, so that a program may still copy a long talk
/// @param open little, because whoever is in it is told
/// @param add requests, of up to 200 people each
/// @param contact at once as many as an address book has
/// @param peopleMax whom a node remembers for each action; beyond them the one who was quiet for
///   longest is forgotten, and may do a burst again
public record LimitsConfig(
    Rate send,
    Rate change,
    Rate open,
    Rate add,
    Rate upload,
    Rate search,
    Rate story,
    Rate contact,
    Rate profile,
    int peopleMax) {

  public static final LimitsConfig DEFAULTS =
      new LimitsConfig(
          new Rate(1_200, 100),
          new Rate(1_200, 100),
          new Rate(30, 60),
          new Rate(30, 60),
          new Rate(60, 100),
          new Rate(300, 60),
          new Rate(10, 30),
          new Rate(60, 500),
          new Rate(60, 60),
          20_000);

  public LimitsConfig {
    if (peopleMax < 1) {
      throw new IllegalArgumentException(
          "limits.peopleMax: " + peopleMax + " (expected: at least 1)");
    }
  }

  public Rate of(Action action) {
    return switch (action) {
      case SEND -> send;
      case CHANGE -> change;
      case OPEN -> open;
      case ADD -> add;
      case UPLOAD -> upload;
      case SEARCH -> search;
      case STORY -> story;
      case CONTACT -> contact;
      case PROFILE -> profile;
      case UNCOUNTED -> throw new IllegalArgumentException("nothing limits it");
    };
  }
}
