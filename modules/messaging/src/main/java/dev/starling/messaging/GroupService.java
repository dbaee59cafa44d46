package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.group.AddMembers;
import dev.starling.wire.group.BanMember;
import dev.starling.wire.group.ChangeGroup;
import dev.starling.wire.group.ChangeRole;
import dev.starling.wire.group.GroupRef;
import dev.starling.wire.group.MuteMember;
import dev.starling.wire.group.RemoveMember;
import dev.starling.wire.group.Visibility;
import io.vertx.core.Future;
import java.util.List;

/// Who is in a group, with which rights, and how it is set. Whether somebody may is decided by the
/// database, under the conversation's lock.
public final class GroupService {

  private final Actions actions;
  private final Roster roster;
  private final OwnFiles files;
  private final int membersMax;
  private final int addedMax;
  private final TextRule title;
  private final TextRule description;
  private final TextRule reason;

  GroupService(Actions actions, Roster roster, OwnFiles files, MessagingConfig config) {
    this.actions = actions;
    this.roster = roster;
    this.files = files;
    this.membersMax = config.groupMembersMax();
    this.addedMax = config.groups().addedMax();
    this.title = new TextRule("title", config.titleBytesMax());
    this.description = new TextRule("description", config.groups().descriptionBytesMax());
    this.reason = new TextRule("reason", config.groups().reasonBytesMax());
  }

  public Future<Acted> add(UserId user, AddMembers add) {
    if (add.users().size() > addedMax) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "users: " + add.users().size() + " (at most " + addedMax + ")");
    }
    Long[] users = add.users().stream().map(UserId::value).toArray(Long[]::new);
    return roster
        .requireAll(add.users())
        .compose(all -> run("add_members", user, add.conversation(), users, membersMax));
  }

  /// An owner hands over to the admin, else the member, who joined first.
  public Future<Acted> leave(UserId user, GroupRef group) {
    return run("leave_group", user, group.conversation());
  }

  public Future<Acted> remove(UserId user, RemoveMember remove) {
    String why = reason.checkOptional(remove.reason());
    return run("remove_member", user, remove.conversation(), remove.user().value(), why);
  }

  public Future<Acted> ban(UserId user, BanMember ban) {
    String why = reason.checkOptional(ban.reason());
    if (!ban.adds()) {
      return run("unban_member", user, ban.conversation(), ban.user().value());
    }
    return roster
        .requireAll(List.of(ban.user()))
        .compose(known -> run("ban_member", user, ban.conversation(), ban.user().value(), why));
  }

  public Future<Acted> changeRole(UserId user, ChangeRole change) {
    return run(
        "change_role",
        user,
        change.conversation(),
        change.user().value(),
        (short) change.role().ordinal());
  }

  public Future<Acted> mute(UserId user, MuteMember mute) {
    Long seconds = mute.seconds() == null || mute.seconds() == 0 ? null : mute.seconds();
    return run("mute_member", user, mute.conversation(), mute.user().value(), seconds);
  }

  public Future<Acted> change(UserId user, ChangeGroup change) {
    Object[] others = {
      change.title() == null ? null : title.check(change.title()),
      description.checkOptional(change.description()),
      change.picture(),
      change.history() == null ? null : (Boolean) (change.history() == Visibility.JOINED),
      change.membersMayInvite(),
      change.announcement(),
      change.slowModeSeconds(),
      change.noForwarding()
    };
    return files
        .describe(user, picture(change))
        .compose(own -> run("change_group", user, change.conversation(), others));
  }

  /// The file that it names, if it does.
  private static List<MediaId> picture(ChangeGroup change) {
    String picture = change.picture();
    return picture == null || picture.isEmpty() ? List.of() : List.of(MediaId.parse(picture));
  }

  private Future<Acted> run(
      String function, UserId user, ConversationId conversation, Object... others) {
    return actions.runAlone(Action.of(function, conversation, user, others));
  }
}
