package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.messaging.GroupService;
import dev.starling.messaging.JoinService;
import dev.starling.messaging.Messaging;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Page;
import dev.starling.wire.UserId;
import dev.starling.wire.group.AddMembers;
import dev.starling.wire.group.BanMember;
import dev.starling.wire.group.ChangeGroup;
import dev.starling.wire.group.ChangeRole;
import dev.starling.wire.group.GroupRef;
import dev.starling.wire.group.JoinGroup;
import dev.starling.wire.group.MuteMember;
import dev.starling.wire.group.NewLink;
import dev.starling.wire.group.RemoveMember;
import dev.starling.wire.group.Role;
import dev.starling.wire.group.Visibility;
import io.vertx.core.Future;
import java.util.List;

/// Who is in a group and how it is set, and the ways into it. The group and the member stand in the
/// path.
final class GroupRoutes {

  private static final String GROUP = "/v1/conversations/:id";
  private static final String MEMBER = GROUP + "/members/:user";
  private static final String BAN = GROUP + "/bans/:user";
  private static final String REQUEST = GROUP + "/join-requests/:user";

  private record Change(
      String title,
      String description,
      String picture,
      Visibility history,
      Boolean membersMayInvite,
      Boolean announcement,
      Integer slowModeSeconds,
      Boolean noForwarding) {

    ChangeGroup of(ConversationId group) {
      return new ChangeGroup(
          group,
          title,
          description,
          picture,
          history,
          membersMayInvite,
          announcement,
          slowModeSeconds,
          noForwarding);
    }
  }

  private record NewMembers(List<UserId> users) {}

  private record NewRole(Role role) {}

  private record Mute(Long seconds) {}

  private record Reason(String reason) {}

  private final GroupService groups;
  private final JoinService joins;

  GroupRoutes(Messaging messaging) {
    this.groups = messaging.groups();
    this.joins = messaging.joins();
  }

  void mount(Api api) {
    api.patch(GROUP, Action.CHANGE, this::change);
    api.post(GROUP + "/members", Action.ADD, this::add);
    api.delete(GROUP + "/members/me", Action.CHANGE, this::leave);
    api.delete(MEMBER, Action.CHANGE, this::remove);
    api.put(MEMBER + "/role", Action.CHANGE, this::changeRole);
    api.put(MEMBER + "/mute", Action.CHANGE, this::mute);
    api.delete(MEMBER + "/mute", Action.CHANGE, this::unmute);
    api.get(GROUP + "/bans", this::bans);
    api.put(BAN, Action.CHANGE, this::ban);
    api.delete(BAN, Action.CHANGE, this::unban);
    api.post(GROUP + "/links", Action.CHANGE, this::makeLink);
    api.get(GROUP + "/links", this::links);
    api.delete(GROUP + "/links/:code", Action.CHANGE, this::revokeLink);
    api.get(GROUP + "/join-requests", this::requests);
    api.put(REQUEST, Action.ADD, this::approve);
    api.delete(REQUEST, Action.CHANGE, this::decline);
    api.get("/v1/joins/:code", this::preview);
    api.post("/v1/joins/:code", Action.OPEN, this::join);
  }

  private Future<Answer> change(Call call) {
    ChangeGroup change = call.body(Change.class).of(group(call));
    return groups.change(call.user(), change).map(Answer::ok);
  }

  private Future<Answer> add(Call call) {
    AddMembers add = new AddMembers(group(call), call.body(NewMembers.class).users());
    return groups.add(call.user(), add).map(Answer::ok);
  }

  private Future<Answer> leave(Call call) {
    return groups.leave(call.user(), new GroupRef(group(call))).map(Answer::ok);
  }

  private Future<Answer> remove(Call call) {
    RemoveMember remove = new RemoveMember(group(call), member(call), call.query("reason"));
    return groups.remove(call.user(), remove).map(Answer::ok);
  }

  private Future<Answer> changeRole(Call call) {
    ChangeRole change = new ChangeRole(group(call), member(call), call.body(NewRole.class).role());
    return groups.changeRole(call.user(), change).map(Answer::ok);
  }

  private Future<Answer> mute(Call call) {
    MuteMember mute = new MuteMember(group(call), member(call), call.body(Mute.class).seconds());
    return groups.mute(call.user(), mute).map(Answer::ok);
  }

  private Future<Answer> unmute(Call call) {
    return groups
        .mute(call.user(), new MuteMember(group(call), member(call), null))
        .map(Answer::ok);
  }

  private Future<Answer> bans(Call call) {
    return joins.bans(call.user(), group(call), call.page()).map(Answer::ok);
  }

  private Future<Answer> ban(Call call) {
    BanMember ban =
        new BanMember(group(call), member(call), call.body(Reason.class).reason(), false);
    return groups.ban(call.user(), ban).map(Answer::ok);
  }

  private Future<Answer> unban(Call call) {
    return groups
        .ban(call.user(), new BanMember(group(call), member(call), null, true))
        .map(Answer::ok);
  }

  private Future<Answer> makeLink(Call call) {
    return joins.makeLink(call.user(), group(call), call.body(NewLink.class)).map(Answer::created);
  }

  private Future<Answer> links(Call call) {
    return joins.links(call.user(), group(call)).map(found -> Answer.ok(Page.last(found)));
  }

  private Future<Answer> revokeLink(Call call) {
    return joins.revokeLink(call.user(), group(call), code(call).code()).map(Answer::nothing);
  }

  private Future<Answer> requests(Call call) {
    return joins.requests(call.user(), group(call), call.page()).map(Answer::ok);
  }

  private Future<Answer> approve(Call call) {
    return joins.approve(call.user(), group(call), member(call)).map(Answer::ok);
  }

  private Future<Answer> decline(Call call) {
    return joins.decline(call.user(), group(call), member(call)).map(Answer::nothing);
  }

  private Future<Answer> preview(Call call) {
    return call.signedIn(() -> joins.preview(code(call)).map(Answer::ok));
  }

  private Future<Answer> join(Call call) {
    return joins.join(call.user(), code(call)).map(Answer::ok);
  }

  private static JoinGroup code(Call call) {
    return new JoinGroup(call.path("code", text -> text));
  }

  private static UserId member(Call call) {
    return call.path("user", UserId::parse);
  }

  private static ConversationId group(Call call) {
    return call.path("id", ConversationId::parse);
  }
}
