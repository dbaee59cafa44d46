package dev.starling.connection.command;

import dev.starling.account.limit.Action;
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
            Action.CHANGE,
            ChangeGroup.class,
            (caller, change) -> messaging.groups().change(caller.user(), change)),
        new Command<>(
            "group.add",
            Action.ADD,
            AddMembers.class,
            (caller, add) -> messaging.groups().add(caller.user(), add)),
        new Command<>(
            "group.join",
            Action.OPEN,
            JoinGroup.class,
            (caller, join) -> messaging.joins().join(caller.user(), join)),
        new Command<>(
            "group.leave",
            Action.CHANGE,
            GroupRef.class,
            (caller, group) -> messaging.groups().leave(caller.user(), group)),
        new Command<>(
            "group.remove",
            Action.CHANGE,
            RemoveMember.class,
            (caller, remove) -> messaging.groups().remove(caller.user(), remove)),
        new Command<>(
            "group.ban",
            Action.CHANGE,
            BanMember.class,
            (caller, ban) -> messaging.groups().ban(caller.user(), ban)),
        new Command<>(
            "group.role",
            Action.CHANGE,
            ChangeRole.class,
            (caller, change) -> messaging.groups().changeRole(caller.user(), change)),
        new Command<>(
            "group.mute",
            Action.CHANGE,
            MuteMember.class,
            (caller, mute) -> messaging.groups().mute(caller.user(), mute)));
  }
}
