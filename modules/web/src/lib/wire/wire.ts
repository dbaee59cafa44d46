// Written by modules/wire from its records: run scripts/web-types, never edit.

/** RFC 3339 in UTC with milliseconds: sorts as text. */
export type Time = string;

export interface Accepted {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly at: Time;
}

export interface Acted {
  readonly conversation: ConversationId;
  readonly seq: number;
}

export interface AddMembers {
  readonly conversation: ConversationId;
  readonly users: readonly UserId[];
}

export interface AnswerStory {
  readonly story: StoryId;
  readonly part: number;
  readonly area: number;
  readonly choice?: number;
  readonly text?: string;
}

export type Area =
  | AreaLink
  | AreaMention
  | AreaLocation
  | AreaReaction
  | AreaReply
  | AreaPoll
  | AreaQuestion;

export interface AreaLink {
  readonly kind: 'link';
  readonly place: AreaPlace;
  readonly url: string;
  readonly label?: string;
}

export interface AreaLocation {
  readonly kind: 'location';
  readonly place: AreaPlace;
  readonly latitude: number;
  readonly longitude: number;
  readonly label?: string;
}

export interface AreaMention {
  readonly kind: 'mention';
  readonly place: AreaPlace;
  readonly user: UserId;
}

export interface AreaPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

export interface AreaPoll {
  readonly kind: 'poll';
  readonly place: AreaPlace;
  readonly question: string;
  readonly options: readonly string[];
}

export interface AreaQuestion {
  readonly kind: 'question';
  readonly place: AreaPlace;
  readonly question: string;
}

export interface AreaReaction {
  readonly kind: 'reaction';
  readonly place: AreaPlace;
  readonly emoji: string;
}

export interface AreaReply {
  readonly kind: 'reply';
  readonly place: AreaPlace;
  readonly label?: string;
}

export interface AskRings {
  readonly users: readonly UserId[];
}

export interface Attachment {
  readonly id: MediaId;
  readonly kind: 'picture' | 'video' | 'audio' | 'file';
  readonly contentType: string;
  readonly name?: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  readonly blurhash?: string;
  readonly thumbnail: boolean;
}

export type Audience =
  | AudienceEveryone
  | AudienceContacts
  | AudienceCloseFriends
  | AudienceLists
  | AudienceExcept
  | AudienceConversations;

export interface AudienceCloseFriends {
  readonly kind: 'closeFriends';
}

export interface AudienceContacts {
  readonly kind: 'contacts';
}

export interface AudienceConversations {
  readonly kind: 'conversations';
  readonly conversations: readonly ConversationId[];
}

export interface AudienceEveryone {
  readonly kind: 'everyone';
}

export interface AudienceExcept {
  readonly kind: 'except';
  readonly users?: readonly UserId[];
  readonly lists?: readonly ListId[];
}

export interface AudienceList {
  readonly id: ListId;
  readonly name?: string;
  readonly members: number;
}

export interface AudienceLists {
  readonly kind: 'lists';
  readonly lists: readonly ListId[];
}

export interface Ban {
  readonly user: UserId;
  readonly reason?: string;
  readonly bannedBy: UserId;
  readonly at: Time;
}

export interface BanMember {
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly reason?: string;
  readonly remove?: boolean;
}

export interface ChangeGroup {
  readonly conversation: ConversationId;
  readonly title?: string;
  readonly description?: string;
  readonly picture?: string;
  readonly history?: 'all' | 'joined';
  readonly membersMayInvite?: boolean;
  readonly announcement?: boolean;
  readonly slowModeSeconds?: number;
  readonly noForwarding?: boolean;
}

export interface ChangeHighlight {
  readonly name?: string;
  readonly stories?: readonly StoryId[];
  readonly cover?: StoryId;
  readonly place?: number;
}

export interface ChangeRole {
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly role: 'member' | 'admin' | 'owner';
}

export interface Conversation {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'group' | 'self';
  readonly title?: string;
  readonly createdBy: UserId;
  readonly createdAt: Time;
  readonly headSeq: number;
  readonly readSeq: number;
  readonly deliveredSeq: number;
  readonly unread: number;
  readonly mentions: number;
  readonly unreadThreads: number;
  readonly settings?: ConversationSettings;
  readonly disappearAfter?: number;
  readonly lastMessage?: ConversationEvent;
  readonly lastAt: Time;
  readonly memberCount: number;
  readonly group?: GroupView;
  readonly request?: boolean;
  readonly members?: readonly ConversationMember[];
}

export type ConversationEvent =
  | ConversationEventMessage
  | ConversationEventCreated
  | ConversationEventEdited
  | ConversationEventDeleted
  | ConversationEventReacted
  | ConversationEventPinned
  | ConversationEventPollVoted
  | ConversationEventPollClosed
  | ConversationEventMemberJoined
  | ConversationEventMemberLeft
  | ConversationEventMemberRemoved
  | ConversationEventMemberBanned
  | ConversationEventRoleChanged
  | ConversationEventChanged
  | ConversationEventMemberMuted
  | ConversationEventTimerChanged
  | ConversationEventConversationDeleted
  | ConversationEventHidden
  | ConversationEventSettingsChanged
  | ConversationEventBookmarked
  | ConversationEventDrafted
  | ConversationEventScheduledChanged
  | ConversationEventConversationCleared;

export interface ConversationEventBookmarked {
  readonly type: 'bookmark';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly about: ConversationId;
  readonly aboutSeq: number;
  readonly added: boolean;
}

export interface ConversationEventChanged {
  readonly type: 'conversation-changed';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly title: string;
  readonly description?: string;
  readonly picture?: string;
  readonly settings: GroupSettings;
}

export interface ConversationEventConversationCleared {
  readonly type: 'conversation-cleared';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly about: ConversationId;
  readonly aboutSeq: number;
}

export interface ConversationEventConversationDeleted {
  readonly type: 'conversation-deleted';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
}

export interface ConversationEventCreated {
  readonly type: 'created';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly title: string;
}

export interface ConversationEventDeleted {
  readonly type: 'deleted';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly target: number;
  readonly by: 'sender' | 'moderator' | 'expired' | 'hidden';
  readonly thread?: number;
  readonly replies?: MessageStateReplies;
}

export interface ConversationEventDrafted {
  readonly type: 'draft';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly about: ConversationId;
  readonly text?: string;
  readonly replyTo?: number;
}

export interface ConversationEventEdited {
  readonly type: 'edited';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly target: number;
  readonly text?: string;
  readonly mentions?: readonly UserId[];
  readonly mentionsAll?: boolean;
}

export interface ConversationEventHidden {
  readonly type: 'hidden';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly about: ConversationId;
  readonly aboutSeq: number;
}

export interface ConversationEventMemberBanned {
  readonly type: 'member-banned';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly user: UserId;
  readonly banned: boolean;
  readonly reason?: string;
}

export interface ConversationEventMemberJoined {
  readonly type: 'member-joined';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly users: readonly UserId[];
}

export interface ConversationEventMemberLeft {
  readonly type: 'member-left';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly newOwner?: UserId;
}

export interface ConversationEventMemberMuted {
  readonly type: 'member-muted';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly user: UserId;
  readonly until?: Time;
}

export interface ConversationEventMemberRemoved {
  readonly type: 'member-removed';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly user: UserId;
  readonly reason?: string;
}

export interface ConversationEventMessage extends MessageDetail, MessageState {
  readonly type: 'message';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly clientId: string;
  readonly text?: string;
}

export interface ConversationEventPinned {
  readonly type: 'pinned';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly target: number;
  readonly pinned: boolean;
}

export interface ConversationEventPollClosed {
  readonly type: 'poll-closed';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly target: number;
}

export interface ConversationEventPollVoted {
  readonly type: 'poll-voted';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly target: number;
  readonly options?: readonly number[];
  readonly votes: readonly number[];
  readonly voters: number;
}

export interface ConversationEventReacted {
  readonly type: 'reaction';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly target: number;
  readonly emoji: string;
  readonly added: boolean;
  readonly count: number;
}

export interface ConversationEventRoleChanged {
  readonly type: 'role-changed';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly user: UserId;
  readonly role: 'member' | 'admin' | 'owner';
}

export interface ConversationEventScheduledChanged {
  readonly type: 'scheduled';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly about: ConversationId;
  readonly scheduled: readonly ScheduledId[];
  readonly change: 'set' | 'changed' | 'cancelled' | 'sent' | 'failed';
}

export interface ConversationEventSettingsChanged {
  readonly type: 'settings';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly about: ConversationId;
  readonly settings: ConversationSettings;
}

export interface ConversationEventTimerChanged {
  readonly type: 'timer-changed';
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly seconds?: number;
}

export type ConversationId = string;

export interface ConversationMember {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
  readonly deleted?: boolean;
  readonly role: 'member' | 'admin' | 'owner';
  readonly readSeq?: number;
  readonly deliveredSeq: number;
}

export interface ConversationSettings {
  readonly mutedUntil?: Time;
  readonly archived?: boolean;
  readonly pinned?: boolean;
  readonly markedUnread?: boolean;
}

export interface EditMessage {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly text: string;
}

export interface EditStory {
  readonly caption?: string;
  readonly mentions?: readonly UserId[];
  readonly audience?: Audience;
}

export interface ErrorBody {
  readonly error: ErrorBodyDetail;
}

export interface ErrorBodyDetail {
  readonly code: number;
  readonly name: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

export interface Facets {
  readonly people: readonly FacetsOfPerson[];
  readonly conversations: readonly FacetsOfConversation[];
  readonly months: readonly FacetsOfMonth[];
  readonly counted: number;
  readonly isAll: boolean;
}

export interface FacetsOfConversation {
  readonly conversation: ConversationId;
  readonly count: number;
}

export interface FacetsOfMonth {
  readonly month: string;
  readonly count: number;
}

export interface FacetsOfPerson {
  readonly user: UserId;
  readonly count: number;
}

export interface FollowThread {
  readonly conversation: ConversationId;
  readonly thread: number;
  readonly remove?: boolean;
}

export interface FollowedThread {
  readonly conversation: ConversationId;
  readonly root: ConversationEventMessage;
  readonly readSeq: number;
  readonly unread: number;
  readonly mentions: number;
  readonly lastSeq: number;
  readonly lastAt: Time;
}

export interface ForwardMessage {
  readonly conversation: ConversationId;
  readonly clientId: string;
  readonly from: MessageRef;
}

export interface GroupRef {
  readonly conversation: ConversationId;
}

export interface GroupSettings {
  readonly history: 'all' | 'joined';
  readonly membersMayInvite: boolean;
  readonly announcement: boolean;
  readonly slowModeSeconds: number;
  readonly noForwarding: boolean;
}

export interface GroupView {
  readonly description?: string;
  readonly picture?: string;
  readonly settings: GroupSettings;
  readonly role: 'member' | 'admin' | 'owner';
  readonly visibleFromSeq: number;
  readonly mutedUntil?: Time;
}

export interface Highlight {
  readonly id: HighlightId;
  readonly owner: UserId;
  readonly name: string;
  readonly cover?: StoryId;
  readonly stories: readonly StoryId[];
}

export type HighlightId = string;

export interface History {
  readonly items: readonly ConversationEvent[];
  readonly next: string | null;
}

export interface JoinGroup {
  readonly code: string;
}

export interface JoinLink {
  readonly code: string;
  readonly createdBy: UserId;
  readonly createdAt: Time;
  readonly expiresAt?: Time;
  readonly usesMax?: number;
  readonly uses: number;
  readonly approval: boolean;
}

export interface JoinPreview {
  readonly conversation: ConversationId;
  readonly title: string;
  readonly description?: string;
  readonly picture?: string;
  readonly memberCount: number;
  readonly approval: boolean;
}

export interface JoinRequest {
  readonly user: UserId;
  readonly at: Time;
}

export interface Joined {
  readonly conversation: ConversationId;
  readonly seq?: number;
  readonly pending: boolean;
}

export interface LinkPreview {
  readonly url: string;
  readonly title: string;
  readonly description?: string;
  readonly siteName: string;
}

export type ListId = string;

export interface ListName {
  readonly name: string;
}

export interface MarkSeq {
  readonly conversation: ConversationId;
  readonly seq: number;
}

export type MediaId = string;

export interface MediaUrl {
  readonly url: string;
  readonly thumbnailUrl?: string;
  readonly expiresAt: Time;
}

export interface MessageDetail {
  readonly replyTo?: number;
  readonly quote?: string;
  readonly forwardedFrom?: MessageDetailForwarded;
  readonly mentions?: readonly UserId[];
  readonly mentionsAll?: boolean;
  readonly thread?: number;
  readonly poll?: Poll;
  readonly attachments?: readonly Attachment[];
  readonly preview?: LinkPreview;
  readonly story?: StoryQuote;
}

export interface MessageDetailForwarded {
  readonly sender: UserId;
  readonly at: Time;
}

export interface MessageHit {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly text: string;
  readonly highlight: string;
  readonly before: readonly Neighbour[];
  readonly after: readonly Neighbour[];
}

export interface MessageHits {
  readonly items: readonly MessageHit[];
  readonly next: string | null;
  readonly indexedThrough: Time;
  readonly facets: Facets;
}

export interface MessageRef {
  readonly conversation: ConversationId;
  readonly seq: number;
}

export interface MessageState {
  readonly changedSeq?: number;
  readonly editedAt?: Time;
  readonly deleted?: 'sender' | 'moderator' | 'expired' | 'hidden';
  readonly reactions?: readonly MessageStateReactions[];
  readonly myReactions?: readonly string[];
  readonly pinned?: boolean;
  readonly replies?: MessageStateReplies;
  readonly votes?: readonly number[];
  readonly voters?: number;
  readonly myVotes?: readonly number[];
  readonly pollClosed?: boolean;
  readonly expiresAt?: Time;
}

export interface MessageStateReactions {
  readonly emoji: string;
  readonly count: number;
}

export interface MessageStateReplies {
  readonly count: number;
  readonly lastSeq: number;
  readonly lastAt: Time;
}

export interface MuteMember {
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly seconds?: number;
}

export interface Neighbour {
  readonly seq: number;
  readonly sender: UserId;
  readonly at: Time;
  readonly text: string;
}

export interface NewHighlight {
  readonly name: string;
  readonly stories: readonly StoryId[];
  readonly cover?: StoryId;
}

export interface NewLink {
  readonly expiresIn?: number;
  readonly uses?: number;
  readonly approval?: boolean;
}

export interface NewPart {
  readonly kind: 'text' | 'picture' | 'video';
  readonly text?: string;
  readonly style?: Style;
  readonly media?: MediaId;
  readonly link?: string;
  readonly areas?: readonly Area[];
}

export interface NewStory {
  readonly text?: string;
  readonly parts?: readonly NewPart[];
  readonly caption?: string;
  readonly mentions?: readonly UserId[];
  readonly audience?: Audience;
  readonly lifetimeHours?: number;
  readonly clientId?: string;
}

export interface OpenConversation {
  readonly kind: 'direct' | 'group' | 'self';
  readonly members: readonly UserId[];
  readonly title?: string;
  readonly clientId?: string;
}

export interface OpenSession {
  readonly token: string;
}

export interface OpenSessionOpened {
  readonly user: UserId;
  readonly session: SessionId;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Part {
  readonly kind: 'text' | 'picture' | 'video';
  readonly text?: string;
  readonly style?: Style;
  readonly media?: Attachment;
  readonly link?: string;
  readonly areas?: readonly Area[];
}

export interface PersonHit {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
  readonly highlight: string;
}

export interface PinMessage {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly remove?: boolean;
}

export interface Poll {
  readonly question: string;
  readonly options: readonly string[];
  readonly multiple?: boolean;
  readonly anonymous?: boolean;
  readonly closesAt?: Time;
}

export interface PollVoter {
  readonly user: UserId;
  readonly options: readonly number[];
  readonly at: Time;
}

export interface Presence {
  readonly user: UserId;
  readonly state: 'online' | 'offline' | 'hidden';
  readonly lastSeen?: Time;
  readonly asOf: Time;
}

export interface Presences {
  readonly items: readonly Presence[];
  readonly leaseMs?: number;
}

export interface Privacy {
  readonly lastSeen: 'everyone' | 'contacts' | 'nobody';
  readonly readReceipts: boolean;
  readonly messages: 'everyone' | 'contacts';
  readonly storyViews: boolean;
}

export interface PrivacyChange {
  readonly lastSeen?: 'everyone' | 'contacts' | 'nobody';
  readonly readReceipts?: boolean;
  readonly messages: 'everyone' | 'contacts';
  readonly storyViews?: boolean;
}

export interface ProfileChange {
  readonly displayName?: string;
}

export interface ReactToMessage {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly emoji: string;
  readonly remove?: boolean;
}

export interface ReactToStory {
  readonly story: StoryId;
  readonly emoji?: string;
}

export interface Reactor {
  readonly user: UserId;
  readonly emoji: string;
  readonly at: Time;
}

export interface ReadEvents {
  readonly conversation: ConversationId;
  readonly after?: number;
  readonly before?: number;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface ReadThread {
  readonly conversation: ConversationId;
  readonly thread: number;
  readonly seq: number;
}

export interface ReadThreadEvents {
  readonly conversation: ConversationId;
  readonly thread: number;
  readonly after?: number;
  readonly before?: number;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Refresh {
  readonly refreshToken: string;
}

export interface Registration {
  readonly username: string;
  readonly password: string;
  readonly displayName?: string;
  readonly device?: string;
}

export interface RemoveMember {
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly reason?: string;
}

export interface ReplyToStory {
  readonly story: StoryId;
  readonly clientId: string;
  readonly text?: string;
  readonly attachments?: readonly MediaId[];
}

export interface Reshare {
  readonly caption?: string;
  readonly audience?: Audience;
  readonly clientId?: string;
}

export interface Revision {
  readonly text: string;
  readonly at: Time;
}

export type ScheduledId = string;

export interface SendMessage {
  readonly conversation: ConversationId;
  readonly clientId: string;
  readonly text: string;
  readonly replyTo?: number;
  readonly quote?: string;
  readonly thread?: number;
  readonly poll?: Poll;
  readonly attachments?: readonly MediaId[];
  readonly preview?: string;
}

export interface Session {
  readonly id: SessionId;
  readonly device?: string;
  readonly createdAt: Time;
  readonly lastUsedAt: Time;
  readonly current: boolean;
}

export type SessionId = string;

export interface SetTyping {
  readonly conversation: ConversationId;
  readonly typing: boolean;
}

export interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly device?: string;
}

export type Signal =
  | SignalCaughtUp
  | SignalTooLong
  | SignalReceipt
  | SignalThreadStanding
  | SignalJoinRequested
  | SignalStoryPosted
  | SignalStorySeen
  | SignalStoryViewed
  | SignalStoryReacted
  | SignalStoryAnswered
  | SignalStoryMentioned
  | SignalStoryGone
  | SignalDraining
  | SignalTyping
  | SignalPresenceChanged;

export interface SignalCaughtUp {
  readonly type: 'caught-up';
  readonly cursor: string;
}

export interface SignalDraining {
  readonly type: 'draining';
  readonly reconnectAfterMs: number;
}

export interface SignalHead {
  readonly conversation: ConversationId;
  readonly headSeq: number;
}

export interface SignalJoinRequested {
  readonly type: 'join-request';
  readonly conversation: ConversationId;
  readonly user: UserId;
}

export interface SignalPresenceChanged {
  readonly type: 'presence';
  readonly user: UserId;
  readonly state: 'online' | 'offline' | 'hidden';
  readonly lastSeen?: Time;
  readonly asOf: Time;
}

export interface SignalReceipt {
  readonly type: 'receipt';
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly readSeq?: number;
  readonly deliveredSeq: number;
}

export interface SignalStoryAnswered {
  readonly type: 'story-answered';
  readonly story: StoryId;
  readonly user: UserId;
}

export interface SignalStoryGone {
  readonly type: 'story-gone';
  readonly story: StoryId;
  readonly author: UserId;
}

export interface SignalStoryMentioned {
  readonly type: 'story-mentioned';
  readonly story: StoryId;
  readonly author: UserId;
}

export interface SignalStoryPosted {
  readonly type: 'story';
  readonly story: StoryId;
  readonly author: UserId;
  readonly at: Time;
  readonly expiresAt: Time;
}

export interface SignalStoryReacted {
  readonly type: 'story-reacted';
  readonly story: StoryId;
  readonly user: UserId;
  readonly emoji?: string;
}

export interface SignalStorySeen {
  readonly type: 'story-seen';
  readonly author: UserId;
  readonly until: StoryId;
}

export interface SignalStoryViewed {
  readonly type: 'story-viewed';
  readonly story: StoryId;
  readonly views: number;
}

export interface SignalThreadStanding {
  readonly type: 'thread';
  readonly conversation: ConversationId;
  readonly thread: number;
  readonly following: boolean;
  readonly readSeq: number;
  readonly unread: number;
}

export interface SignalTooLong {
  readonly type: 'too-long';
  readonly conversations: readonly SignalHead[];
  readonly more: boolean;
}

export interface SignalTyping {
  readonly type: 'typing';
  readonly conversation: ConversationId;
  readonly user: UserId;
  readonly typing: boolean;
  readonly forMs?: number;
}

export interface SignedIn {
  readonly user: User;
  readonly sessionId: SessionId;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

export interface Story {
  readonly id: StoryId;
  readonly author: UserId;
  readonly kind: 'text' | 'picture' | 'video';
  readonly text?: string;
  readonly parts: readonly Part[];
  readonly caption?: string;
  readonly mentions?: readonly UserId[];
  readonly audience?: Audience;
  readonly resharedFrom?: StoryOriginal;
  readonly at: Time;
  readonly expiresAt: Time;
  readonly editedAt?: Time;
}

export interface StoryAnswer {
  readonly part: number;
  readonly area: number;
  readonly choice?: number;
  readonly text?: string;
}

export interface StoryAnswered {
  readonly choices?: readonly number[];
}

export interface StoryAnswers {
  readonly items: readonly StoryAnswersAnswer[];
  readonly next: string | null;
  readonly count: number;
  readonly choices?: readonly number[];
}

export interface StoryAnswersAnswer {
  readonly user: User;
  readonly at: Time;
  readonly choice?: number;
  readonly text?: string;
}

export interface StoryAudit {
  readonly audience: Audience;
  readonly at: Time;
  readonly items: readonly User[];
  readonly next: string | null;
}

export interface StoryFeed {
  readonly items: readonly StoryFeedEntry[];
  readonly state: string;
  readonly next: string | null;
  readonly notModified: boolean;
}

export interface StoryFeedEntry {
  readonly author: User;
  readonly stories: readonly StoryFeedItem[];
  readonly unseen: number;
  readonly latestAt: Time;
  readonly closeFriend: boolean;
}

export interface StoryFeedItem {
  readonly id: StoryId;
  readonly kind: 'text' | 'picture' | 'video';
  readonly at: Time;
  readonly expiresAt: Time;
  readonly seen: boolean;
}

export type StoryId = string;

export interface StoryOriginal {
  readonly id: StoryId;
  readonly author: UserId;
}

export interface StoryQuote {
  readonly id: StoryId;
  readonly author: UserId;
  readonly preview?: string;
  readonly gone?: boolean;
}

export interface StoryReaction {
  readonly emoji: string;
}

export interface StoryReply {
  readonly clientId: string;
  readonly text?: string;
  readonly attachments?: readonly MediaId[];
}

export interface StoryRings {
  readonly items: readonly StoryRingsRing[];
}

export interface StoryRingsRing {
  readonly author: UserId;
  readonly stories: number;
  readonly unseen: number;
  readonly latestAt: Time;
  readonly closeFriend: boolean;
}

export interface StorySettings {
  readonly archive?: boolean;
}

export interface StoryViews {
  readonly items: readonly StoryViewsView[];
  readonly next: string | null;
  readonly count: number;
  readonly hidden: number;
  readonly reactions: readonly StoryViewsReactionCount[];
}

export interface StoryViewsReactionCount {
  readonly emoji: string;
  readonly count: number;
}

export interface StoryViewsView {
  readonly user: User;
  readonly at: Time;
  readonly emoji?: string;
  readonly reactedAt?: Time;
}

export interface Style {
  readonly background?: string;
  readonly font?: string;
}

export interface User {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
  readonly deleted?: boolean;
}

export type UserId = string;

export interface ViewStory {
  readonly story: StoryId;
}

export interface VoteInPoll {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly options: readonly number[];
}

export interface WatchPresence {
  readonly users: readonly UserId[];
}

/** What comes on the inbox. */
export type InboxEvent = ConversationEvent | Signal;

export const INBOX = 'inbox';

/** What a client can ask for over its socket, by address: `ask` is answered with `answer`. */
export interface Commands {
  'session.open': { ask: OpenSession; answer: OpenSessionOpened };
  'message.send': { ask: SendMessage; answer: Accepted };
  'message.forward': { ask: ForwardMessage; answer: Accepted };
  'message.edit': { ask: EditMessage; answer: Acted };
  'message.delete': { ask: MessageRef; answer: Acted };
  'message.react': { ask: ReactToMessage; answer: Acted };
  'message.pin': { ask: PinMessage; answer: Acted };
  'thread.read': { ask: ReadThread; answer: SignalThreadStanding };
  'thread.follow': { ask: FollowThread; answer: SignalThreadStanding };
  'thread.events': { ask: ReadThreadEvents; answer: History };
  'poll.vote': { ask: VoteInPoll; answer: Acted };
  'poll.close': { ask: MessageRef; answer: Acted };
  'group.change': { ask: ChangeGroup; answer: Acted };
  'group.add': { ask: AddMembers; answer: Acted };
  'group.join': { ask: JoinGroup; answer: Joined };
  'group.leave': { ask: GroupRef; answer: Acted };
  'group.remove': { ask: RemoveMember; answer: Acted };
  'group.ban': { ask: BanMember; answer: Acted };
  'group.role': { ask: ChangeRole; answer: Acted };
  'group.mute': { ask: MuteMember; answer: Acted };
  'conversation.read': { ask: MarkSeq; answer: SignalReceipt };
  'conversation.delivered': { ask: MarkSeq; answer: SignalReceipt };
  'conversation.events': { ask: ReadEvents; answer: History };
  'presence.watch': { ask: WatchPresence; answer: Presences };
  'conversation.typing': { ask: SetTyping; answer: object };
  'story.view': { ask: ViewStory; answer: object };
  'story.react': { ask: ReactToStory; answer: object };
  'story.reply': { ask: ReplyToStory; answer: Accepted };
  'story.answer': { ask: AnswerStory; answer: StoryAnswered };
}

export type ServerFrame =
  | { readonly type: 'rec'; readonly address: string; readonly body: unknown }
  | { readonly type: 'err'; readonly address?: string; readonly failureCode: number; readonly failureType: string; readonly message: string; readonly retryAfterMs?: number }
  | { readonly type: 'pong' };

export const PAGE_LIMIT_MAX = 200;
export const STORY_CHARACTERS_MAX = 700;

export const ErrorCode = {
  BAD_FRAME: 100,
  BAD_JSON: 101,
  BAD_FIELD: 102,
  INVALID_UTF8: 103,
  TEXT_EMPTY: 104,
  TEXT_TOO_LONG: 105,
  FRAME_TOO_LARGE: 106,
  BODY_TOO_LARGE: 107,
  BAD_ID: 108,
  BAD_LIMIT: 109,
  BAD_CURSOR: 110,
  UNKNOWN_ADDRESS: 111,
  UNKNOWN_ROUTE: 112,
  METHOD_NOT_ALLOWED: 113,
  UNSUPPORTED_MEDIA_TYPE: 114,
  CLIENT_ID_REUSED: 115,
  BAD_QUERY: 116,
  NOT_A_MEMBER: 200,
  UNAUTHENTICATED: 201,
  TOKEN_INVALID: 202,
  TOKEN_EXPIRED: 203,
  SESSION_REVOKED: 204,
  BAD_CREDENTIALS: 205,
  REFRESH_TOKEN_REUSED: 206,
  TICKET_INVALID: 207,
  BLOCKED: 208,
  NOT_ALLOWED: 209,
  CONVERSATION_NOT_FOUND: 300,
  USER_NOT_FOUND: 301,
  SESSION_NOT_FOUND: 302,
  USERNAME_TAKEN: 303,
  TOO_MANY_MEMBERS: 304,
  MESSAGE_NOT_FOUND: 306,
  TOO_LATE: 307,
  NO_FORWARDING: 308,
  TOO_MANY_REACTIONS: 309,
  TOO_MANY_PINS: 310,
  QUOTE_NOT_FOUND: 311,
  MEDIA_NOT_FOUND: 320,
  MEDIA_TOO_LARGE: 321,
  PICTURE_TOO_LARGE: 322,
  MEDIA_UNREADABLE: 323,
  MEDIA_QUOTA_EXCEEDED: 324,
  UPLOAD_NOT_FOUND: 325,
  UPLOAD_BUSY: 326,
  OFFSET_MISMATCH: 327,
  TUS_VERSION_UNSUPPORTED: 328,
  MEDIA_URL_INVALID: 329,
  MEDIA_URL_EXPIRED: 330,
  RANGE_NOT_SATISFIABLE: 331,
  MEDIA_STORE_UNAVAILABLE: 332,
  MEDIA_IN_USE: 333,
  TOO_MANY_ATTACHMENTS: 334,
  TOO_MANY_WATCHED: 335,
  NOT_A_GROUP: 340,
  MEMBER_NOT_FOUND: 341,
  BANNED: 342,
  ADMINS_ONLY: 343,
  MUTED: 344,
  LINK_NOT_FOUND: 345,
  TOO_MANY_LINKS: 346,
  REQUEST_NOT_FOUND: 347,
  URL_NOT_ALLOWED: 360,
  BOT_NOT_FOUND: 361,
  HOOK_NOT_FOUND: 362,
  TOO_MANY_HOOKS: 363,
  NOT_FOR_BOTS: 364,
  OPERATOR_ONLY: 365,
  PUSH_OFF: 366,
  REQUEST_PENDING: 375,
  REPORT_NOT_FOUND: 376,
  REPORT_TAKEN: 377,
  MODERATORS_ONLY: 378,
  SUSPENDED: 379,
  PREVIEWS_OFF: 380,
  PREVIEW_NOT_FOUND: 381,
  TOO_MANY_BOOKMARKS: 390,
  TOO_MANY_DRAFTS: 391,
  TOO_MANY_SCHEDULED: 392,
  SCHEDULED_NOT_FOUND: 393,
  STORY_NOT_FOUND: 400,
  LIST_NOT_FOUND: 401,
  TOO_MANY_LISTS: 402,
  TOO_MANY_LISTED: 403,
  VIDEO_TOO_LONG: 404,
  LIST_NAME_TAKEN: 405,
  OWN_STORY: 420,
  AREA_NOT_FOUND: 421,
  HIGHLIGHT_NOT_FOUND: 422,
  TOO_MANY_HIGHLIGHTS: 423,
  NOT_MENTIONED: 424,
  TOO_MANY_SAVED_SEARCHES: 440,
  SAVED_SEARCH_NOT_FOUND: 441,
  REINDEX_RUNNING: 442,
  ERASURE_NOT_FOUND: 460,
  ACCOUNT_DELETED: 461,
  TOO_MANY_REQUESTS: 500,
  OVERLOADED: 501,
  DATABASE_UNAVAILABLE: 502,
  SEARCH_UNAVAILABLE: 503,
  DRAINING: 504,
  TOO_MANY_MENTIONS: 600,
  NOT_A_ROOT: 601,
  THREAD_NOT_FOUND: 602,
  BAD_POLL: 603,
  NOT_A_POLL: 604,
  POLL_CLOSED: 605,
  BAD_VOTE: 606,
  INTERNAL: 900,
} as const;

export const CloseCode = {
  SHUTDOWN: 4000,
  SLOW_READER: 4001,
  SILENT: 4002,
  OVERLOADED: 4003,
  NOT_AUTHENTICATED: 4100,
  SESSION_REVOKED: 4101,
  BAD_FRAME: 4102,
  FRAME_TOO_LARGE: 4103,
  FLOODING: 4104,
} as const;

/** A close code up to this one says: come back. */
export const COME_BACK_LAST = 4099;
