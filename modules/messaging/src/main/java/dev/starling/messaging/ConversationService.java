package dev.starling.messaging;

import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.ConversationRepository.Opened;
import dev.starling.persistence.conversation.ConversationRepository.Place;
import dev.starling.wire.ClientId;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.Conversation.Member;
import dev.starling.wire.conversation.Kind;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/// Opening conversations, and finding those one is in.
public final class ConversationService {

  /// @param isNew false for a direct conversation that existed, and for a group asked for again
  public record Open(Conversation conversation, boolean isNew) {}

  /// A group's first list of members.
  private static final int FIRST_VERSION = 1;

  private final ConversationRepository conversations;
  private final Roster roster;
  private final Membership membership;
  private final Announcer announcer;
  private final OwnConversations own;
  private final IdSource ids;
  private final int membersMax;
  private final int membersShownMax;
  private final int requestMessages;
  private final TextRule title;

  ConversationService(
      ConversationRepository conversations,
      Roster roster,
      Membership membership,
      Announcer announcer,
      OwnConversations own,
      IdSource ids,
      MessagingConfig config) {
    this.conversations = conversations;
    this.roster = roster;
    this.membership = membership;
    this.announcer = announcer;
    this.own = own;
    this.ids = ids;
    this.membersMax = config.groupMembersMax();
    this.membersShownMax = config.membersShownMax();
    this.requestMessages = config.requestMessagesMax();
    this.title = new TextRule("title", config.titleBytesMax());
  }

  public Future<Open> open(UserId by, OpenConversation wanted) {
    return wanted.kind() == Kind.SELF
        ? own.open(by)
            .compose(opened -> find(by, opened.id()).map(it -> new Open(it, opened.isNew())))
        : openWith(by, wanted);
  }

  private Future<Open> openWith(UserId by, OpenConversation wanted) {
    List<UserId> members = members(by, wanted);
    boolean isGroup = wanted.kind() == Kind.GROUP;
    String name = isGroup ? title.check(wanted.title()) : null;
    String clientId =
        isGroup && wanted.clientId() != null ? ClientId.check(wanted.clientId()) : null;
    ConversationId id = new ConversationId(ids.next());
    return roster
        .requireAll(members)
        .compose(
            all ->
                isGroup
                    ? conversations.open(id, Kind.GROUP, name, by, members, clientId)
                    : conversations.openDirect(id, by, members, requestMessages))
        .compose(
            opened ->
                find(by, opened.id())
                    .map(found -> new Open(found, opened.isNew()))
                    .onSuccess(open -> announce(by, name, opened)));
  }

  /// With its members, or the first of many.
  public Future<Conversation> find(UserId user, ConversationId conversation) {
    return conversations
        .find(user, conversation)
        .compose(
            found ->
                found
                    .map(one -> roster.withMembers(user, one, membersShownMax))
                    .orElseGet(() -> roster.refusal(user, conversation)));
  }

  /// Newest activity first; direct ones with their members.
  ///
  /// @param requests those that wait for the user's answer, or all others
  public Future<Page<Conversation>> list(UserId user, PageRequest page, boolean requests) {
    Place after = page.after(ConversationService::place);
    return conversations
        .newestFirst(user, after, page.limitAndOne(), requests)
        .map(found -> page.page(found, ConversationService::cursorAt))
        .compose(
            found ->
                roster
                    .withMembersOfDirect(user, found.items())
                    .map(items -> new Page<>(items, found.next())));
  }

  /// Its members in the order of their ids.
  public Future<Page<Member>> members(UserId by, ConversationId conversation, PageRequest page) {
    UserId after = page.after(in -> new UserId(in.number()));
    return membership
        .require(by, conversation)
        .compose(member -> roster.members(by, conversation, after, page));
  }

  /// Everyone once, in the order of their ids.
  private List<UserId> members(UserId by, OpenConversation wanted) {
    TreeSet<UserId> members = new TreeSet<>(wanted.members());
    members.add(by);
    if (wanted.kind() == Kind.DIRECT && members.size() != 2) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "members: a direct conversation has exactly one other");
    }
    if (members.size() > membersMax) {
      throw new Failure.Invalid(
          ErrorCode.TOO_MANY_MEMBERS,
          "members: " + members.size() + " (at most " + membersMax + ")");
    }
    return List.copyOf(members);
  }

  private void announce(UserId by, String name, Opened opened) {
    if (opened.xid() != null && name != null) {
      announcer.announce(
          new Announcer.Committed(
              new ConversationEvent.Created(opened.id(), 1, by, opened.at(), name),
              opened.xid(),
              0,
              FIRST_VERSION));
    }
  }

  private static String cursorAt(Conversation last) {
    return Cursor.of(last.lastAt(), last.id().value());
  }

  private static Place place(Cursor.Reader in) throws IOException {
    return new Place(in.time(), new ConversationId(in.number()));
  }
}
