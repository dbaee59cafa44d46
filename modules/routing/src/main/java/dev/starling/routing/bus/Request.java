package dev.starling.routing.bus;

import java.time.Duration;

/// A question with exactly one answer, and the address it is asked at.
///
/// @param timeout after this without an answer, the asker is told to try later
public record Request<Q extends Record, R extends Record>(
    String address, Class<Q> question, Class<R> answer, Duration timeout) {}
