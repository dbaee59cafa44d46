package dev.starling.bench.load.report;

/// One number of a run.
///
/// @param name the same in every run of a scenario
/// @param digits shown after the point
public record Figure(String name, String unit, double value, int digits) {}
