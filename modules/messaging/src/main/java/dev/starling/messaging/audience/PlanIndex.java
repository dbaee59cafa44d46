package dev.starling.messaging.audience;

import dev.starling.wire.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The plans each user is a member of. Safe for use by any thread.
///
/// Most are in one, so the lists of one plan are shared: an entry costs about 50 bytes.
final class PlanIndex {

  private final Map<UserId, List<Plan>> byUser = new ConcurrentHashMap<>();

  void add(UserId user, Plan plan) {
    byUser.merge(
        user,
        plan.alone(),
        (present, added) -> {
          List<Plan> both = new ArrayList<>(present);
          both.addAll(added);
          return List.copyOf(both);
        });
  }

  void remove(UserId user, Plan plan) {
    byUser.computeIfPresent(
        user,
        (id, present) -> {
          List<Plan> others = present.stream().filter(other -> other != plan).toList();
          return switch (others.size()) {
            case 0 -> null;
            case 1 -> others.getFirst().alone();
            default -> others;
          };
        });
  }

  List<Plan> of(UserId user) {
    return byUser.getOrDefault(user, List.of());
  }

  int size() {
    return byUser.size();
  }
}
