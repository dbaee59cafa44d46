package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.account.Privacy;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.account.ProfileChange;
import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.Session;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.EditMessage;
import dev.starling.wire.conversation.FollowThread;
import dev.starling.wire.conversation.FollowedThread;
import dev.starling.wire.conversation.ForwardMessage;
import dev.starling.wire.conversation.History;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.conversation.PinMessage;
import dev.starling.wire.conversation.PollVoter;
import dev.starling.wire.conversation.ReactToMessage;
import dev.starling.wire.conversation.Reactor;
import dev.starling.wire.conversation.ReadEvents;
import dev.starling.wire.conversation.ReadThread;
import dev.starling.wire.conversation.ReadThreadEvents;
import dev.starling.wire.conversation.Revision;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.conversation.VoteInPoll;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.OpenSession;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.group.AddMembers;
import dev.starling.wire.group.Ban;
import dev.starling.wire.group.BanMember;
import dev.starling.wire.group.ChangeGroup;
import dev.starling.wire.group.ChangeRole;
import dev.starling.wire.group.GroupRef;
import dev.starling.wire.group.JoinGroup;
import dev.starling.wire.group.JoinLink;
import dev.starling.wire.group.JoinPreview;
import dev.starling.wire.group.JoinRequest;
import dev.starling.wire.group.Joined;
import dev.starling.wire.group.MuteMember;
import dev.starling.wire.group.NewLink;
import dev.starling.wire.group.RemoveMember;
import dev.starling.wire.json.Json;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaUrl;
import dev.starling.wire.presence.Presences;
import dev.starling.wire.presence.SetTyping;
import dev.starling.wire.presence.WatchPresence;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.PersonHit;
import dev.starling.wire.story.AnswerStory;
import dev.starling.wire.story.AskRings;
import dev.starling.wire.story.AudienceList;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.ListName;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.ReactToStory;
import dev.starling.wire.story.ReplyToStory;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswered;
import dev.starling.wire.story.StoryAnswers;
import dev.starling.wire.story.StoryAudit;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryReaction;
import dev.starling.wire.story.StoryReply;
import dev.starling.wire.story.StoryRings;
import dev.starling.wire.story.StorySettings;
import dev.starling.wire.story.StoryViews;
import dev.starling.wire.story.ViewStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The web client knows this module as TypeScript, in a file that is written here and committed
/// there. `scripts/web-types` writes it.
class WebClientTypesTest {

  private static final Path FILE =
      Path.of(System.getProperty("starling.root"), "modules/web/src/lib/wire/wire.ts");

  private static final Set<String> MAY_BE_ABSENT =
      Set.of(
          "Registration.displayName",
          "Registration.device",
          "SignIn.device",
          "ProfileChange.displayName",
          "Session.device",
          "User.deleted",
          "ConversationMember.deleted",
          "Conversation.title",
          "Conversation.request",
          "Conversation.lastMessage",
          "Conversation.members",
          "OpenConversation.title",
          "OpenConversation.clientId",
          "Conversation.group",
          "GroupView.description",
          "GroupView.picture",
          "GroupView.mutedUntil",
          "ChangeGroup.title",
          "ChangeGroup.description",
          "ChangeGroup.picture",
          "ChangeGroup.history",
          "ChangeGroup.membersMayInvite",
          "ChangeGroup.announcement",
          "ChangeGroup.slowModeSeconds",
          "ChangeGroup.noForwarding",
          "RemoveMember.reason",
          "BanMember.reason",
          "BanMember.remove",
          "MuteMember.seconds",
          "ConversationEventMemberLeft.newOwner",
          "ConversationEventMemberRemoved.reason",
          "ConversationEventMemberBanned.reason",
          "ConversationEventChanged.description",
          "ConversationEventChanged.picture",
          "ConversationEventMemberMuted.until",
          "NewLink.expiresIn",
          "NewLink.uses",
          "NewLink.approval",
          "JoinLink.expiresAt",
          "JoinLink.usesMax",
          "JoinPreview.description",
          "JoinPreview.picture",
          "Joined.seq",
          "Ban.reason",
          "ReadEvents.after",
          "ReadEvents.before",
          "ReadEvents.limit",
          "ReadEvents.cursor",
          "SendMessage.replyTo",
          "SendMessage.quote",
          "SendMessage.thread",
          "SendMessage.poll",
          "SendMessage.attachments",
          "SendMessage.preview",
          "FollowThread.remove",
          "ReadThreadEvents.after",
          "ReadThreadEvents.before",
          "ReadThreadEvents.limit",
          "ReadThreadEvents.cursor",
          "Poll.multiple",
          "Poll.anonymous",
          "Poll.closesAt",
          "ReactToMessage.remove",
          "PinMessage.remove",
          "ConversationEventMessage.text",
          "ConversationEventEdited.text",
          "ConversationEventEdited.mentions",
          "ConversationEventEdited.mentionsAll",
          "ConversationEventDeleted.thread",
          "ConversationEventDeleted.replies",
          "ConversationEventPollVoted.options",
          "MessageDetail.replyTo",
          "MessageDetail.quote",
          "MessageDetail.forwardedFrom",
          "MessageDetail.mentions",
          "MessageDetail.mentionsAll",
          "MessageDetail.thread",
          "MessageDetail.poll",
          "MessageDetail.attachments",
          "MessageDetail.preview",
          "MessageDetail.story",
          "LinkPreview.description",
          "MessageState.changedSeq",
          "MessageState.editedAt",
          "MessageState.deleted",
          "MessageState.reactions",
          "MessageState.myReactions",
          "MessageState.pinned",
          "MessageState.replies",
          "MessageState.votes",
          "MessageState.voters",
          "MessageState.myVotes",
          "MessageState.pollClosed",
          "MessageState.expiresAt",
          "Conversation.settings",
          "ConversationMember.readSeq",
          "Conversation.disappearAfter",
          "ConversationSettings.mutedUntil",
          "ConversationSettings.archived",
          "ConversationSettings.pinned",
          "ConversationSettings.markedUnread",
          "ConversationEventTimerChanged.seconds",
          "ConversationEventDrafted.text",
          "ConversationEventDrafted.replyTo",
          "NewStory.text",
          "NewStory.parts",
          "NewStory.caption",
          "NewStory.mentions",
          "NewStory.audience",
          "NewStory.lifetimeHours",
          "NewStory.clientId",
          "NewPart.text",
          "NewPart.style",
          "NewPart.media",
          "NewPart.link",
          "NewPart.areas",
          "Style.background",
          "Style.font",
          "AreaLink.label",
          "AreaLocation.label",
          "AreaReply.label",
          "AudienceExcept.users",
          "AudienceExcept.lists",
          "Part.text",
          "Part.style",
          "Part.media",
          "Part.link",
          "Part.areas",
          "Story.text",
          "Story.caption",
          "Story.mentions",
          "Story.audience",
          "Story.resharedFrom",
          "Story.editedAt",
          "EditStory.caption",
          "EditStory.mentions",
          "EditStory.audience",
          "AudienceList.name",
          "Attachment.name",
          "Attachment.width",
          "Attachment.height",
          "Attachment.durationMs",
          "Attachment.blurhash",
          "MediaUrl.thumbnailUrl",
          "PrivacyChange.lastSeen",
          "PrivacyChange.readReceipts",
          "PrivacyChange.storyViews",
          "ReactToStory.emoji",
          "StoryReply.text",
          "StoryReply.attachments",
          "ReplyToStory.text",
          "ReplyToStory.attachments",
          "StoryAnswer.choice",
          "StoryAnswer.text",
          "AnswerStory.choice",
          "AnswerStory.text",
          "StoryAnswered.choices",
          "StoryAnswers.choices",
          "StoryAnswersAnswer.choice",
          "StoryAnswersAnswer.text",
          "StoryQuote.preview",
          "StoryQuote.gone",
          "Reshare.caption",
          "Reshare.audience",
          "Reshare.clientId",
          "StorySettings.archive",
          "NewHighlight.cover",
          "ChangeHighlight.name",
          "ChangeHighlight.stories",
          "ChangeHighlight.cover",
          "ChangeHighlight.place",
          "Highlight.cover",
          "SignalStoryReacted.emoji",
          "StoryViewsView.emoji",
          "StoryViewsView.reactedAt",
          "Presence.lastSeen",
          "Presences.leaseMs",
          "SignalReceipt.readSeq",
          "SignalTyping.forMs",
          "SignalPresenceChanged.lastSeen",
          "ErrorBodyDetail.retryAfterMs");

  /// What only REST says.
  private static final List<Class<?>> BODIES =
      List.of(
          Registration.class,
          SignIn.class,
          SignedIn.class,
          Refresh.class,
          ProfileChange.class,
          Privacy.class,
          PrivacyChange.class,
          Session.class,
          OpenConversation.class,
          Conversation.class,
          Revision.class,
          Reactor.class,
          PollVoter.class,
          FollowedThread.class,
          NewLink.class,
          JoinLink.class,
          JoinPreview.class,
          JoinRequest.class,
          Ban.class,
          NewStory.class,
          Story.class,
          EditStory.class,
          StoryAudit.class,
          AudienceList.class,
          ListName.class,
          AskRings.class,
          StoryRings.class,
          StoryFeed.class,
          StoryViews.class,
          StoryReaction.class,
          StoryReply.class,
          StoryAnswer.class,
          StoryAnswered.class,
          StoryAnswers.class,
          Reshare.class,
          StorySettings.class,
          NewHighlight.class,
          ChangeHighlight.class,
          Highlight.class,
          Attachment.class,
          MediaUrl.class,
          MessageHits.class,
          PersonHit.class,
          Page.class,
          ErrorBody.class);

  /// Commands of a socket: what they ask and what they answer.
  private static final Map<String, List<Class<?>>> COMMANDS = commands();

  @Test
  void theWebClientKnowsThisModuleAsItIs() throws IOException {
    String now = file();
    if (Boolean.getBoolean("wire.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, now);
    }

    assertThat(FILE).as("stale: run scripts/web-types").content().isEqualTo(now);
  }

  private static Map<String, List<Class<?>>> commands() {
    Map<String, List<Class<?>>> commands = new LinkedHashMap<>();
    commands.put(OpenSession.ADDRESS, List.of(OpenSession.class, OpenSession.Opened.class));
    commands.put("message.send", List.of(SendMessage.class, Accepted.class));
    commands.put("message.forward", List.of(ForwardMessage.class, Accepted.class));
    commands.put("message.edit", List.of(EditMessage.class, Acted.class));
    commands.put("message.delete", List.of(MessageRef.class, Acted.class));
    commands.put("message.react", List.of(ReactToMessage.class, Acted.class));
    commands.put("message.pin", List.of(PinMessage.class, Acted.class));
    commands.put("thread.read", List.of(ReadThread.class, Signal.ThreadStanding.class));
    commands.put("thread.follow", List.of(FollowThread.class, Signal.ThreadStanding.class));
    commands.put("thread.events", List.of(ReadThreadEvents.class, History.class));
    commands.put("poll.vote", List.of(VoteInPoll.class, Acted.class));
    commands.put("poll.close", List.of(MessageRef.class, Acted.class));
    commands.put("group.change", List.of(ChangeGroup.class, Acted.class));
    commands.put("group.add", List.of(AddMembers.class, Acted.class));
    commands.put("group.join", List.of(JoinGroup.class, Joined.class));
    commands.put("group.leave", List.of(GroupRef.class, Acted.class));
    commands.put("group.remove", List.of(RemoveMember.class, Acted.class));
    commands.put("group.ban", List.of(BanMember.class, Acted.class));
    commands.put("group.role", List.of(ChangeRole.class, Acted.class));
    commands.put("group.mute", List.of(MuteMember.class, Acted.class));
    commands.put("conversation.read", List.of(MarkSeq.class, Signal.Receipt.class));
    commands.put("conversation.delivered", List.of(MarkSeq.class, Signal.Receipt.class));
    commands.put("conversation.events", List.of(ReadEvents.class, History.class));
    commands.put("presence.watch", List.of(WatchPresence.class, Presences.class));
    commands.put("conversation.typing", List.of(SetTyping.class, Void.class));
    commands.put("story.view", List.of(ViewStory.class, Void.class));
    commands.put("story.react", List.of(ReactToStory.class, Void.class));
    commands.put("story.reply", List.of(ReplyToStory.class, Accepted.class));
    commands.put("story.answer", List.of(AnswerStory.class, StoryAnswered.class));
    return commands;
  }

  private static String file() {
    TypeScript types = new TypeScript(MAY_BE_ABSENT);
    BODIES.forEach(types::reference);
    String event = types.reference(ConversationEvent.class);
    String signal = types.reference(Signal.class);
    String commands =
        COMMANDS.entrySet().stream()
            .map(command -> command(types, command.getKey(), command.getValue()))
            .collect(Collectors.joining());
    return """
    // Written by modules/wire from its records: run scripts/web-types, never edit.

    /** RFC 3339 in UTC with milliseconds: sorts as text. */
    export type Time = string;

    %s
    /** What comes on the inbox. */
    export type InboxEvent = %s | %s;

    export const INBOX = '%s';

    /** What a client can ask for over its socket, by address: `ask` is answered with `answer`. */
    export interface Commands {
    %s}

    export type ServerFrame =
    %s;

    export const PAGE_LIMIT_MAX = %d;
    export const STORY_CHARACTERS_MAX = %d;

    export const ErrorCode = {
    %s} as const;

    export const CloseCode = {
    %s} as const;

    /** A close code up to this one says: come back. */
    export const COME_BACK_LAST = %d;
    """
        .formatted(
            types.declarations(),
            event,
            signal,
            ServerFrame.INBOX,
            commands,
            frames(),
            PageRequest.LIMIT_MAX,
            NewStory.TEXT_CHARACTERS_MAX,
            Stream.of(ErrorCode.values())
                .map(code -> "  %s: %d,\n".formatted(code, code.number()))
                .collect(Collectors.joining()),
            Stream.of(CloseCode.values())
                .map(code -> "  %s: %d,\n".formatted(code, code.number()))
                .collect(Collectors.joining()),
            Stream.of(CloseCode.values())
                    .filter(code -> !code.comeBack())
                    .mapToInt(CloseCode::number)
                    .min()
                    .orElseThrow()
                - 1);
  }

  private static String command(TypeScript types, String address, List<Class<?>> bodies) {
    String answer = bodies.get(1) == Void.class ? "object" : types.reference(bodies.get(1));
    return "  '%s': { ask: %s; answer: %s };\n"
        .formatted(address, types.reference(bodies.get(0)), answer);
  }

  /// The frames are text, not records: their shape is read off what is really written.
  private static String frames() {
    Failure later = new Failure.TryLater(ErrorCode.OVERLOADED, "full", Duration.ofSeconds(1));
    Failure plain = new Failure.Invalid(ErrorCode.BAD_FIELD, "bad");
    return String.join(
        "\n",
        shape(ServerFrame.rec("r1", "{}"), ServerFrame.rec("r1", "{}")),
        shape(ServerFrame.err("r1", later), ServerFrame.err(null, plain)),
        shape(ServerFrame.PONG, ServerFrame.PONG));
  }

  /// @param most a frame with every field
  /// @param least one with those only that are always there
  private static String shape(String most, String least) {
    JsonNode full = Json.read(most, JsonNode.class);
    JsonNode few = Json.read(least, JsonNode.class);
    return full.properties().stream()
        .map(
            field ->
                "readonly %s%s: %s"
                    .formatted(
                        field.getKey(),
                        few.has(field.getKey()) ? "" : "?",
                        typeOf(field.getKey(), field.getValue())))
        .collect(Collectors.joining("; ", "  | { ", " }"));
  }

  private static String typeOf(String name, JsonNode value) {
    if (name.equals("type")) {
      return "'" + value.asText() + "'";
    }
    return value.isObject() ? "unknown" : value.isNumber() ? "number" : "string";
  }
}
