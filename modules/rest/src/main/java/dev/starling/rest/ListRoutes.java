package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.story.ListService;
import dev.starling.wire.ListId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.ListName;
import io.vertx.core.Future;

/// Lists that people choose audiences of stories by, and authors whose stories they want apart. To
/// be mounted before the stories themselves, whose ids stand in the same place.
final class ListRoutes {

  private static final String LISTS = "/v1/stories/lists";
  private static final String LIST = LISTS + "/:id";
  private static final String MEMBER = LIST + "/members/:user";
  private static final String MUTED = "/v1/stories/muted";

  private final ListService lists;

  ListRoutes(ListService lists) {
    this.lists = lists;
  }

  void mount(Api api) {
    api.get(LISTS, call -> lists.lists(call.user()).map(Answer::ok));
    api.post(LISTS, Action.CHANGE, this::make);
    api.patch(LIST, Action.CHANGE, this::rename);
    api.delete(
        LIST, Action.CHANGE, call -> lists.delete(call.user(), list(call)).map(Answer::nothing));
    api.get(LIST + "/members", this::members);
    api.put(MEMBER, Action.CONTACT, this::add);
    api.delete(MEMBER, Action.CONTACT, this::remove);
    api.get(MUTED, call -> lists.muted(call.user(), call.page()).map(Answer::ok));
    api.put(MUTED + "/:user", Action.CONTACT, this::mute);
    api.delete(MUTED + "/:user", Action.CONTACT, this::unmute);
  }

  private Future<Answer> make(Call call) {
    return lists
        .make(call.user(), call.body(ListName.class))
        .map(made -> Answer.createdOrFound(made.isNew(), made.list()));
  }

  private Future<Answer> rename(Call call) {
    return lists.rename(call.user(), list(call), call.body(ListName.class)).map(Answer::ok);
  }

  private Future<Answer> members(Call call) {
    return lists.members(call.user(), list(call), call.page()).map(Answer::ok);
  }

  private Future<Answer> add(Call call) {
    return lists.add(call.user(), list(call), user(call)).map(Answer::nothing);
  }

  private Future<Answer> remove(Call call) {
    return lists.remove(call.user(), list(call), user(call)).map(Answer::nothing);
  }

  private Future<Answer> mute(Call call) {
    return lists.mute(call.user(), user(call)).map(Answer::nothing);
  }

  private Future<Answer> unmute(Call call) {
    return lists.unmute(call.user(), user(call)).map(Answer::nothing);
  }

  private static ListId list(Call call) {
    return call.path("id", ListId::parse);
  }

  private static UserId user(Call call) {
    return call.path("user", UserId::parse);
  }
}
