package dev.starling.messaging.audience;

/// What a node remembers of who is in which conversation.
///
/// @param planFrom conversations with so many members are planned: who of them is online is kept
/// @param entriesMax entries in memory, over all conversations; a member is one, a planned one is
///   [Plan#ENTRIES_PER_MEMBER]
public record AudienceConfig(int planFrom, int entriesMax) {}
