package dev.starling.search.text;

/// A word as it is compared, and where it stood.
public record Token(String term, int start, int end) {}
