package dev.starling.persistence.erasure;

import java.time.Instant;
import java.util.List;

/// What PostgreSQL still has of something that was deleted, counted up to 10,000.
///
/// @param parts what there was to be erased
/// @param finishedAt null while something is left to be done
/// @param media what messages say of the files that they brought
public record Remains(
    List<Part> parts,
    Instant startedAt,
    Instant finishedAt,
    long messages,
    long revisions,
    long reactions,
    long media,
    long stories) {

  public Remains {
    parts = List.copyOf(parts);
  }
}
