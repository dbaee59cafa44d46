package dev.starling.node.http;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How a node and what it depends on are doing.
///
/// A node is ready when it can take and deliver messages. Search and the copies in Redis may be
/// away: that degrades some answers, and taking every node out of service for it would end all.
public final class Health {

  /// @param essential whether the node is not ready without it
  public record Check(String name, boolean essential, Supplier<Future<Void>> probe) {}

  /// @param status `ready`, `degraded` or `not ready`
  public record Report(String status, Map<String, State> checks) {
    boolean isReady() {
      return !status.equals(NOT_READY);
    }
  }

  /// @param status `up` or `down`
  /// @param reason why it is down, null when it is up
  public record State(String status, String reason) {}

  private static final String NOT_READY = "not ready";
  private static final long ANSWER_MILLIS = 2_000;

  private final List<Check> checks;
  private final BooleanSupplier draining;

  public Health(List<Check> checks, BooleanSupplier draining) {
    this.checks = List.copyOf(checks);
    this.draining = draining;
  }

  /// Never fails.
  Future<Report> report() {
    List<Future<State>> probes = checks.stream().map(this::state).toList();
    return Future.join(probes)
        .map(
            done -> {
              Map<String, State> states = new LinkedHashMap<>();
              for (int i = 0; i < checks.size(); i++) {
                states.put(checks.get(i).name(), done.resultAt(i));
              }
              return new Report(status(states), states);
            });
  }

  private Future<State> state(Check check) {
    return Future.succeededFuture(check)
        .compose(one -> one.probe().get())
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .map(up -> new State("up", null))
        .otherwise(cause -> new State("down", String.valueOf(cause.getMessage())));
  }

  private String status(Map<String, State> states) {
    if (draining.getAsBoolean()) {
      return NOT_READY;
    }
    List<Check> down =
        checks.stream().filter(check -> states.get(check.name()).reason() != null).toList();
    if (down.isEmpty()) {
      return "ready";
    }
    return down.stream().anyMatch(Check::essential) ? NOT_READY : "degraded";
  }
}
