package dev.starling.connection.command;

import dev.starling.messaging.Messaging;
import dev.starling.wire.group.AddMembers;
import dev.starling.wire.group.BanMember;
import dev.starling.wire.group.ChangeGroup;
import dev.starling.wire.group.ChangeRole;
import dev.starling.wire.group.GroupRef;
import dev.starling.wire.group.JoinGroup;
import dev.starling.wire.group.MuteMember;
import dev.starling.wire.group.RemoveMember;
import java.util.List;

/// Who is in a group, and how it is set. Links and lists are REST's.
final class GroupCommands {

  private GroupCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "group.change",
            ChangeGroup.class,
            (caller, change) -> messaging.groups().change(caller.user(), change)),
        new Command<>(
            "group.add",
            AddMembers.class,
            (caller, add) -> messaging.groups().add(caller.user(), add)),
        new Command<>(
            "group.join",
            JoinGroup.class,
            (caller, join) -> messaging.joins().join(caller.user(), join)),
        new Command<>(
            "group.leave",
            GroupRef.class,
            (caller, group) -> messaging.groups().leave(caller.user(), group)),
        new Command<>(
            "group.remove",
            RemoveMember.class,
            (caller, remove) -> messaging.groups().remove(caller.user(), remove)),
        new Command<>(
            "group.ban",
            BanMember.class,
            (caller, ban) -> messaging.groups().ban(caller.user(), ban)),
        new Command<>(
            "group.role",
            ChangeRole.class,
            (caller, change) -> messaging.groups().changeRole(caller.user(), change)),
        new Command<>(
            "group.mute",
            MuteMember.class,
            (caller, mute) -> messaging.groups().mute(caller.user(), mute)));
  }
}
