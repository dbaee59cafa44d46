package dev.starling.wire.group;

import java.time.Instant;

/// A group as one of its members sees it.
///
/// @param description null for none
/// @param picture the id of a picture, null for none
/// @param role the asker's
/// @param visibleFromSeq the first event that the asker may see
/// @param mutedUntil until when the asker cannot post, null when they can
public record GroupView(
    String description,
    String picture,
    GroupSettings settings,
    Role role,
    long visibleFromSeq,
    Instant mutedUntil) {}
