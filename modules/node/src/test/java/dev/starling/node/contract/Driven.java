package dev.starling.node.contract;

import dev.starling.node.contract.OpenApi.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which answers of which operations were seen.
final class Driven {

  private final Map<String, Set<String>> statuses = new HashMap<>();

  void add(Operation operation, int status) {
    statuses.computeIfAbsent(operation.id(), id -> new TreeSet<>()).add(Integer.toString(status));
  }

  /// What the document has and nobody saw, as `operation status`.
  ///
  /// @param others statuses that are seen elsewhere
  List<String> missing(List<Operation> operations, Set<String> others) {
    return operations.stream()
        .flatMap(
            operation ->
                operation.statuses().stream()
                    .filter(status -> !others.contains(status))
                    .filter(status -> !seen(operation).contains(status))
                    .map(status -> operation.id() + " " + status))
        .sorted()
        .toList();
  }

  private Set<String> seen(Operation operation) {
    return statuses.getOrDefault(operation.id(), Set.of());
  }
}
