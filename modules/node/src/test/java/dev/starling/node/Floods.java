package dev.starling.node;

import dev.starling.account.limit.Action;
import java.util.Map;
import java.util.TreeMap;

/// Settings of nodes for what one person may do.
public final class Floods {

  private Floods() {}

  /// As much as there can be: many tests say in a second what nobody says in an hour.
  static Map<String, String> allowed() {
    return limits(60_000_000, 1_000_000);
  }

  /// The same for each action.
  public static Map<String, String> limits(int perMinute, int burst) {
    Map<String, String> settings = new TreeMap<>();
    for (Action action : Action.values()) {
      if (action != Action.UNCOUNTED) {
        settings.put("STARLING_LIMITS_" + action + "_PER_MINUTE", Integer.toString(perMinute));
        settings.put("STARLING_LIMITS_" + action + "_BURST", Integer.toString(burst));
      }
    }
    return settings;
  }
}
