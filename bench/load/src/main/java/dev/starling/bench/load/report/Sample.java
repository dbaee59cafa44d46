package dev.starling.bench.load.report;

import java.util.Map;

/// What happened in one second or so.
///
/// @param atSeconds since the load began; before 0 it was warming up
/// @param rates how often, a second, by name
/// @param latencies milliseconds, by name
/// @param cores how many each server kept busy
/// @param memoryMib what each server has resident
public record Sample(
    double atSeconds,
    Map<String, Double> rates,
    Map<String, Double> latencies,
    Map<String, Double> cores,
    Map<String, Double> memoryMib) {}
