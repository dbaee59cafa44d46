package dev.starling.messaging;

import dev.starling.persistence.account.UserRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.conversation.Watermark;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.Conversation.Member;
import dev.starling.wire.conversation.Kind;
import dev.starling.wire.conversation.Standing;
import dev.starling.wire.group.Role;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The people in conversations, with their names. Members and accounts are looked up one after the
/// other and never joined: they may live on different servers one day.
final class Roster {

  private final MemberRepository members;
  private final UserRepository users;
  private final ReadReceipts receipts;

  Roster(MemberRepository members, UserRepository users, ReadReceipts receipts) {
    this.members = members;
    this.users = users;
    this.receipts = receipts;
  }

  /// Fails unless all of them have an account.
  Future<Void> requireAll(List<UserId> ids) {
    return users
        .named(ids)
        .compose(
            found -> {
              List<UserId> missing = ids.stream().filter(id -> !isThere(found.get(id))).toList();
              return missing.isEmpty()
                  ? Future.succeededFuture()
                  : Future.failedFuture(
                      new Failure.NotFound(
                          ErrorCode.USER_NOT_FOUND, "no such user: " + missing.getFirst()));
            });
  }

  private static boolean isThere(User user) {
    return user != null && user.isThere();
  }

  Future<List<Conversation>> withMembersOfDirect(UserId viewer, List<Conversation> conversations) {
    List<Conversation> direct =
        conversations.stream().filter(one -> one.kind() == Kind.DIRECT).toList();
    return withMembers(viewer, direct)
        .map(
            complete -> {
              Map<ConversationId, Conversation> byId =
                  complete.stream().collect(Collectors.toMap(Conversation::id, one -> one));
              return conversations.stream().map(one -> byId.getOrDefault(one.id(), one)).toList();
            });
  }

  /// With the first of its members.
  Future<Conversation> withMembers(UserId viewer, Conversation conversation, int limit) {
    return members
        .page(conversation.id(), null, limit)
        .compose(marks -> members(viewer, conversation.id(), marks))
        .map(conversation::with);
  }

  /// In the order of their ids.
  ///
  /// @param after the last of the page before, null for the first page
  Future<Page<Member>> members(
      UserId viewer, ConversationId conversation, UserId after, PageRequest page) {
    return members
        .page(conversation, after, page.limitAndOne())
        .map(marks -> page.page(marks, last -> Cursor.of(last.user().value())))
        .compose(
            marks ->
                members(viewer, conversation, marks.items())
                    .map(found -> new Page<>(found, marks.next())));
  }

  private Future<List<Member>> members(
      UserId viewer, ConversationId conversation, List<Watermark> marks) {
    return members
        .roles(conversation)
        .compose(roles -> byConversation(viewer, marks, roles))
        .map(lists -> lists.getOrDefault(conversation, List.of()));
  }

  private Future<List<Conversation>> withMembers(UserId viewer, List<Conversation> conversations) {
    if (conversations.isEmpty()) {
      return Future.succeededFuture(conversations);
    }
    return members
        .watermarks(conversations.stream().map(Conversation::id).toList())
        .compose(marks -> byConversation(viewer, marks, Map.of()))
        .map(
            lists ->
                conversations.stream()
                    .map(one -> one.with(lists.getOrDefault(one.id(), List.of())))
                    .toList());
  }

  /// Why somebody does not get to see a conversation.
  <T> Future<T> refusal(UserId user, ConversationId conversation) {
    return new Membership(members)
        .require(user, conversation)
        .compose(member -> Future.failedFuture(Standing.notFound()));
  }

  /// As one person sees them.
  ///
  /// @param roles of those who are more than plain members
  private Future<Map<ConversationId, List<Member>>> byConversation(
      UserId viewer, List<Watermark> marks, Map<UserId, Role> roles) {
    Set<UserId> people = marks.stream().map(Watermark::user).collect(Collectors.toSet());
    Set<UserId> concerned = new HashSet<>(people);
    concerned.add(viewer);
    return receipts
        .among(concerned)
        .compose(
            between ->
                users
                    .named(people)
                    .map(
                        names ->
                            byConversation(
                                marks, names, roles, reader -> between.shows(reader, viewer))));
  }

  private static Map<ConversationId, List<Member>> byConversation(
      List<Watermark> marks,
      Map<UserId, User> names,
      Map<UserId, Role> roles,
      Predicate<UserId> isReadShown) {
    Map<ConversationId, List<Member>> lists = new HashMap<>();
    for (Watermark mark : marks) {
      User user = names.get(mark.user());
      if (user != null) {
        lists
            .computeIfAbsent(mark.conversation(), id -> new ArrayList<>())
            .add(
                new Member(
                    user.id(),
                    user.username(),
                    user.displayName(),
                    user.deleted(),
                    roles.getOrDefault(user.id(), Role.MEMBER),
                    isReadShown.test(user.id()) ? mark.readSeq() : null,
                    mark.deliveredSeq()));
      }
    }
    return lists;
  }
}
