package dev.starling.messaging;

import dev.starling.messaging.audience.AudienceConfig;
import dev.starling.messaging.audience.Audiences;
import dev.starling.messaging.presence.Live;
import dev.starling.messaging.presence.PresenceConfig;
import dev.starling.messaging.sync.Sync;
import dev.starling.messaging.sync.SyncConfig;
import dev.starling.persistence.Database;
import dev.starling.persistence.account.PrivacyRepository;
import dev.starling.persistence.account.UserRepository;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.conversation.MentionRepository;
import dev.starling.persistence.conversation.WatermarkWriter;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.MessageRepository;
import dev.starling.persistence.event.NewMessage;
import dev.starling.persistence.event.ThreadRepository;
import dev.starling.persistence.group.GroupRepository;
import dev.starling.routing.Routing;
import dev.starling.wire.IdSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;

/// The messaging of one node: its services, built from what they share.
public record Messaging(
    ConversationService conversations,
    MessageService messages,
    MessageActions actions,
    GroupService groups,
    JoinService joins,
    MessageReader reader,
    FileReader files,
    HistoryService history,
    ReceiptService receipts,
    ThreadService threads,
    PollService polls,
    RequestService requests,
    Audiences audiences,
    Live live,
    Personal personal,
    Sync sync) {

  /// What messaging is built on.
  ///
  /// @param written called when something was committed that search may want to look at
  /// @param files what is known of people's files
  /// @param previews what is behind links
  /// @param clock says what has expired
  public record Base(
      Vertx vertx,
      Database database,
      Routing routing,
      Writing writing,
      Runnable written,
      OwnFiles files,
      LinkPreviews previews,
      IdSource ids,
      Clock clock) {}

  public static Messaging create(
      Base base,
      MessagingConfig config,
      PersonalConfig personal,
      SyncConfig sync,
      PresenceConfig presence) {
    MemberRepository members = new MemberRepository(base.database());
    Membership membership = new Membership(members);
    Audiences audiences = audiences(base.routing(), members, config);
    Announcer announcer = new Announcer(base.vertx(), audiences, base.routing().router());
    EventRepository events = new EventRepository(base.database(), base.clock());
    ConversationRepository conversations =
        new ConversationRepository(base.database(), base.clock());
    Actions actions =
        new Actions(
            base.writing().act(), new ActionWriter(base.database()), announcer, base.written());
    MessageRepository messages = new MessageRepository(base.database());
    MessageReader reader = new MessageReader(events, messages, membership);
    UserRepository users = new UserRepository(base.database());
    Mentions mentions = new Mentions(users, new MentionRepository(base.database()), config);
    Live live = live(base, members, audiences, conversations, presence);
    ReadReceipts between = new ReadReceipts(new PrivacyRepository(base.database()));
    Roster roster = new Roster(members, users, between);
    AttachmentRule attachments = AttachmentRule.of(base.files(), config);
    OwnConversations own = new OwnConversations(conversations, base.ids());
    MessageService sending =
        new MessageService(
            endingTyping(base.writing().append(), live),
            announcer,
            new MessageService.Sources(
                new ForwardSource(events, conversations, membership),
                new SentBefore(events),
                mentions,
                attachments,
                new PreviewRule(base.previews())),
            config);
    Personal forOneself =
        Personal.create(
            base,
            new Personal.Parts(actions, own, sending, attachments),
            personal,
            config.textBytesMax());
    WatermarkWriter watermarks = new WatermarkWriter(base.vertx(), base.database());
    return new Messaging(
        new ConversationService(
            conversations, roster, membership, announcer, own, base.ids(), config),
        sending,
        new MessageActions(actions, mentions, config),
        new GroupService(actions, roster, base.files(), config),
        new JoinService(
            new GroupRepository(base.database()),
            membership,
            actions,
            base.routing().router(),
            new SecureRandom(),
            config),
        reader,
        new FileReader(reader, conversations),
        new HistoryService(events, membership),
        new ReceiptService(
            watermarks::mark,
            forOneself.actions(),
            membership,
            new ReceiptService.Hearers(
                audiences, between, base.routing().router(), config.receiptMembersMax())),
        new ThreadService(
            new ThreadRepository(base.database(), base.clock()),
            membership,
            base.routing().router()),
        new PollService(actions, reader, messages),
        new RequestService(conversations, live.presence()::visibilityChanged),
        audiences,
        live,
        forOneself,
        Sync.create(
            base.vertx(), base.database(), events, base.routing().mailboxes(), audiences, sync));
  }

  /// Completes when this node hears what others tell of conversations.
  public Future<Void> start() {
    return audiences.start();
  }

  private static Audiences audiences(
      Routing routing, MemberRepository members, MessagingConfig config) {
    Audiences audiences =
        new Audiences(
            routing.bus(),
            members::lists,
            routing.router()::reaches,
            new AudienceConfig(config.planFrom(), config.membersCachedMax()));
    routing.directory().onMove(audiences::moved);
    return audiences;
  }

  private static Live live(
      Base base,
      MemberRepository members,
      Audiences audiences,
      ConversationRepository conversations,
      PresenceConfig config) {
    TypingMembers typing =
        new TypingMembers(members, audiences, conversations, config.typingMembersMax());
    return Live.create(
        base.vertx(), base.database(), base.routing(), typing::of, base.clock(), config);
  }

  /// Whoever has sent the message is not writing it any more.
  private static Function<NewMessage, Future<Appended>> endingTyping(
      Function<NewMessage, Future<Appended>> append, Live live) {
    return message ->
        append
            .apply(message)
            .onSuccess(done -> live.typing().said(message.sender(), message.conversation()));
  }
}
