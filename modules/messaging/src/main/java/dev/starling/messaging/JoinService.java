package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.persistence.group.GroupRepository;
import dev.starling.persistence.group.GroupRepository.Place;
import dev.starling.routing.delivery.Router;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.group.Ban;
import dev.starling.wire.group.JoinGroup;
import dev.starling.wire.group.JoinLink;
import dev.starling.wire.group.JoinPreview;
import dev.starling.wire.group.JoinRequest;
import dev.starling.wire.group.Joined;
import dev.starling.wire.group.NewLink;
import dev.starling.wire.group.Role;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Ways into a group, and who is kept out.
public final class JoinService {

  /// Not to be guessed.
  private static final int CODE_BYTES = 16;

  private final GroupRepository groups;
  private final Membership membership;
  private final Actions actions;
  private final Router router;
  private final SecureRandom random;
  private final int membersMax;
  private final int linksMax;

  JoinService(
      GroupRepository groups,
      Membership membership,
      Actions actions,
      Router router,
      SecureRandom random,
      MessagingConfig config) {
    this.groups = groups;
    this.membership = membership;
    this.actions = actions;
    this.router = router;
    this.random = random;
    this.membersMax = config.groupMembersMax();
    this.linksMax = config.groups().linksMax();
  }

  public Future<JoinLink> makeLink(UserId user, ConversationId conversation, NewLink wanted) {
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return groups
        .makeLink(user, conversation, code, wanted, linksMax)
        .compose(JoinService::unlessRefused)
        .compose(made -> groups.links(conversation))
        .map(links -> withCode(links, code));
  }

  public Future<Void> revokeLink(UserId user, ConversationId conversation, String code) {
    return groups.revokeLink(user, conversation, code).compose(JoinService::unlessRefused);
  }

  /// Those that let anybody in, the newest first.
  public Future<List<JoinLink>> links(UserId user, ConversationId conversation) {
    return requireAdmin(user, conversation).compose(admin -> groups.links(conversation));
  }

  /// What anybody sees who has the code.
  public Future<JoinPreview> preview(JoinGroup join) {
    return groups
        .preview(join.code())
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> refused(ErrorCode.LINK_NOT_FOUND)));
  }

  public Future<Joined> join(UserId user, JoinGroup join) {
    return preview(join)
        .compose(
            link ->
                groups
                    .role(user, link.conversation())
                    .compose(
                        role ->
                            link.approval() && role.isEmpty()
                                ? ask(user, link.conversation(), join.code())
                                : enter(user, link.conversation(), join.code())));
  }

  /// In the order in which they asked.
  public Future<Page<JoinRequest>> requests(
      UserId user, ConversationId conversation, PageRequest page) {
    Place after = page.after(JoinService::place);
    return requireAdmin(user, conversation)
        .compose(admin -> groups.requests(conversation, after, page.limitAndOne()))
        .map(found -> page.page(found, last -> Cursor.of(last.at(), last.user().value())));
  }

  public Future<Acted> approve(UserId user, ConversationId conversation, UserId asker) {
    return actions.runAlone(
        Action.of("approve_join", conversation, user, asker.value(), membersMax));
  }

  public Future<Void> decline(UserId user, ConversationId conversation, UserId asker) {
    return groups.decline(user, conversation, asker).compose(JoinService::unlessRefused);
  }

  /// In the order in which they were banned.
  public Future<Page<Ban>> bans(UserId user, ConversationId conversation, PageRequest page) {
    Place after = page.after(JoinService::place);
    return requireAdmin(user, conversation)
        .compose(admin -> groups.bans(conversation, after, page.limitAndOne()))
        .map(found -> page.page(found, last -> Cursor.of(last.at(), last.user().value())));
  }

  private Future<Joined> enter(UserId user, ConversationId conversation, String code) {
    return actions
        .runAlone(Action.of("join_by_link", conversation, user, code, membersMax))
        .map(acted -> new Joined(conversation, acted.seq(), false));
  }

  private Future<Joined> ask(UserId user, ConversationId conversation, String code) {
    Signal request = new Signal.JoinRequested(conversation, user);
    return groups
        .ask(user, conversation, code, membersMax)
        .compose(asked -> unlessRefused(asked.refusal()).onSuccess(fine -> tell(asked, request)))
        .map(asked -> new Joined(conversation, null, true));
  }

  /// Whoever is away finds it in the list.
  private void tell(GroupRepository.Asked asked, Signal request) {
    router.deliver(List.of(new Delivery.Passing(ServerFrame.signal(request), asked.admins())));
  }

  private Future<Void> requireAdmin(UserId user, ConversationId conversation) {
    return membership
        .require(user, conversation)
        .compose(member -> groups.role(user, conversation))
        .compose(
            role ->
                role.filter(one -> one != Role.MEMBER).isPresent()
                    ? Future.succeededFuture()
                    : refused(ErrorCode.NOT_ALLOWED));
  }

  private static JoinLink withCode(List<JoinLink> links, String code) {
    return links.stream().filter(link -> link.code().equals(code)).findFirst().orElseThrow();
  }

  private static Future<Void> unlessRefused(Optional<ErrorCode> refusal) {
    return refusal.isPresent() ? refused(refusal.get()) : Future.succeededFuture();
  }

  private static <T> Future<T> refused(ErrorCode why) {
    return Future.failedFuture(Refusals.failure(why, null));
  }

  private static Place place(Cursor.Reader in) throws IOException {
    return new Place(in.time(), new UserId(in.number()));
  }
}
