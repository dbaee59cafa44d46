package dev.starling.persistence.search;

/// A message that cannot be indexed as it is, however often it is tried.
///
/// @param reason for whoever operates the server; may quote the message
public record DeadLetter(MessageKey message, String reason) {}
