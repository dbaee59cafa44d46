package dev.starling.search.query;

/// One thing that is asked of a message.
///
/// @param isNegated whether it must not be so
/// @param at where it stands in the query, from 0
public record Clause(boolean isNegated, Term term, int at) {}
