package dev.starling.account.limit;

/// What an operation does, as far as limits go.
public enum Action {
  /// Messages: new, forwarded, scheduled.
  SEND,
  /// What is there already, and what one keeps for oneself: edits, reactions, pins, votes, roles.
  CHANGE,
  /// New conversations, and groups one joins.
  OPEN,
  /// People one makes members.
  ADD,
  /// New files.
  UPLOAD,
  /// Looking for messages and people.
  SEARCH,
  /// New stories.
  STORY,
  /// One's contacts and blocks.
  CONTACT,
  /// One's profile and privacy, bots, hooks and browsers.
  PROFILE,
  /// Not counted here: it reads, only moves forward, or has a limit of its own.
  UNCOUNTED
}
