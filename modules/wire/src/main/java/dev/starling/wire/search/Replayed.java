package dev.starling.wire.search;

/// @param messages how many are tried again
public record Replayed(int messages) {}
