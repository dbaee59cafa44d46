package dev.starling.wire.group;

/// How a group is set.
///
/// @param history what newcomers see of it
/// @param membersMayInvite whether members add others, too, or only admins
/// @param announcement whether only admins post
/// @param slowModeSeconds how long a member waits between two messages, 0 for not at all
/// @param noForwarding whether what is said here is not to be said again elsewhere
public record GroupSettings(
    Visibility history,
    boolean membersMayInvite,
    boolean announcement,
    int slowModeSeconds,
    boolean noForwarding) {}
