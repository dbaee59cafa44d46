package dev.starling.bench.load.measure;

/// A process whose costs are told: it and its children.
///
/// @param group what its costs are added up as
public record Server(String name, long pid, Group group) {

  public enum Group {
    /// What it takes to deliver a message: nodes, PostgreSQL, Redis.
    DELIVERY,
    /// What makes it searchable later.
    SEARCH,
    /// This program.
    GENERATOR
  }
}
