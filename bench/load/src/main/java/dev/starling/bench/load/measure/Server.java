package dev.starling.bench.load.measure;

/// A process whose costs are told: it and its children.
///
/// @param group what its costs are added up as
public record Server(String name, long pid, Group group) {

  public enum Group {
    NODE,
    /// What a message needs besides a node: PostgreSQL, Redis.
    STORE,
    /// What makes it searchable later.
    SEARCH,
    /// This program.
    GENERATOR;

    /// Whether it takes part in the delivery of a message.
    public boolean delivers() {
      return this == NODE || this == STORE;
    }
  }
}
