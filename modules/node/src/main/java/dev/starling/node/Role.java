package dev.starling.node;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a node does. A cluster needs every role somewhere; a node may have any of them.
public enum Role {
  /// Serves sockets.
  CONNECTION,
  /// Knows who is where, and takes what happens there.
  ROUTING,
  /// Commits messages; nodes without it ask one that has it.
  PERSISTENCE,
  /// Looks after the days of stories.
  STORY,
  /// Feeds the search index.
  SEARCH,
  /// Serves HTTP below `/v1`.
  REST;

  public static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));

  /// Reads `connection,routing,…`.
  ///
  /// @throws IllegalArgumentException for a name that is none, or roles that make no sense together
  public static Set<Role> parse(String text) {
    Set<Role> roles =
        Arrays.stream(text.split(",", -1))
            .map(name -> parseOne(name.trim()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    for (Role edge : EnumSet.of(CONNECTION, REST)) {
      if (roles.contains(edge) && !roles.contains(ROUTING)) {
        throw new IllegalArgumentException(
            "roles: " + edge.label() + " needs routing, because what is said there is to be heard");
      }
    }
    return Set.copyOf(roles);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Role parseOne(String name) {
    return ALL.stream()
        .filter(role -> role.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "roles: '"
                        + name
                        + "' (expected: some of "
                        + Arrays.stream(values()).map(Role::label).collect(Collectors.joining(","))
                        + ")"));
  }
}
