import type {
  Conversation,
  ConversationEvent,
  ConversationId,
  ConversationMember,
  History,
  SignalReceipt,
  User,
  UserId,
} from '../wire/wire';
import { changedBy, hidden } from './changes';

/** The part of a conversation's history that is here, in sequence order. */
export interface Timeline {
  readonly events: readonly ConversationEvent[];
  readonly status: 'loading' | 'ready' | 'failed';
  /** There is more before the first. */
  readonly hasOlder: boolean;
}

/** All conversations as this device knows them. Nothing in here is ever changed: each function answers a new one. */
export interface Conversations {
  readonly me: UserId;
  /** Newest activity first. */
  readonly list: readonly Conversation[];
  readonly listStatus: 'loading' | 'ready' | 'failed';
  /** Where the list goes on; null at its end. */
  readonly next: string | null;
  readonly timelines: ReadonlyMap<ConversationId, Timeline>;
  readonly people: ReadonlyMap<UserId, User>;
}

const NEW_TIMELINE: Timeline = { events: [], status: 'loading', hasOlder: true };

export function noConversations(me: User): Conversations {
  return {
    me: me.id,
    list: [],
    listStatus: 'loading',
    next: null,
    timelines: new Map(),
    people: new Map([[me.id, me]]),
  };
}

export function find(state: Conversations, id: ConversationId): Conversation | undefined {
  return state.list.find((one) => one.id === id);
}

/** Takes conversations as the server has them; what has happened here since stays. */
export function withConversations(state: Conversations, fetched: readonly Conversation[]): Conversations {
  const known = new Map(state.list.map((one) => [one.id, one]));
  for (const one of fetched) known.set(one.id, newer(known.get(one.id), one));
  const people = new Map(state.people);
  for (const member of fetched.flatMap((one) => one.members ?? [])) people.set(member.id, person(member));
  return { ...state, list: sorted([...known.values()]), people };
}

/** Somebody whose name was not known. */
export function withPerson(state: Conversations, someone: User): Conversations {
  return { ...state, people: new Map(state.people).set(someone.id, someone) };
}

/** Who wrote what is here and is not among those that came with the conversation: of a big group, many. */
export function strangers(state: Conversations, id: ConversationId): UserId[] {
  const conversation = find(state, id);
  if ((conversation?.members?.length ?? 0) >= (conversation?.memberCount ?? 0)) return [];
  const senders = new Set(state.timelines.get(id)?.events.map((event) => event.sender));
  return [...senders].filter((sender) => !state.people.has(sender));
}

/** Something happened. Hearing it twice changes nothing. */
export function withEvent(state: Conversations, event: ConversationEvent): Conversations {
  if (event.type === 'conversation-deleted') return forgotten(state, event.conversation);
  const timeline = state.timelines.get(event.conversation);
  const timelines =
    timeline === undefined ? state.timelines : new Map(state.timelines).set(event.conversation, insert(timeline, event));
  const list = state.list.map((one) => (one.id === event.conversation ? after(one, event, state.me) : one));
  const next = { ...state, timelines, list: sorted(list) };
  if (event.type === 'conversation-cleared') return cleared(next, event.about, event.aboutSeq);
  return event.type === 'hidden' ? without(next, event.about, event.aboutSeq) : next;
}

/** A conversation is gone, with everything in it. */
function forgotten(state: Conversations, id: ConversationId): Conversations {
  const timelines = new Map(state.timelines);
  timelines.delete(id);
  return { ...state, timelines, list: state.list.filter((one) => one.id !== id) };
}

/** Nothing up to a sequence is there for one any more; of the own conversation its messages. */
function cleared(state: Conversations, id: ConversationId, seq: number): Conversations {
  const timeline = state.timelines.get(id);
  const next =
    timeline === undefined
      ? state
      : withTimeline(state, id, { events: timeline.events.filter((one) => one.seq > seq), hasOlder: false });
  const known = find(next, id);
  if (known === undefined) return next;
  if (known.kind === 'direct' && known.headSeq <= seq) return forgotten(next, id);
  const stays = (known.lastMessage?.seq ?? 0) > seq;
  const list = next.list.map((one) => (one === known && !stays ? { ...one, lastMessage: undefined } : one));
  return { ...next, list };
}

/** One does not want to see a message any more. */
function without(state: Conversations, id: ConversationId, seq: number): Conversations {
  const hide = (one: ConversationEvent) => (one.type === 'message' && one.seq === seq ? hidden(one) : one);
  const list = state.list.map((one) =>
    one.id === id && one.lastMessage !== undefined ? { ...one, lastMessage: hide(one.lastMessage) } : one,
  );
  const timeline = state.timelines.get(id);
  return timeline === undefined
    ? { ...state, list }
    : withTimeline({ ...state, list }, id, { events: timeline.events.map(hide) });
}

export function withReceipt(state: Conversations, receipt: SignalReceipt): Conversations {
  const list = state.list.map((one) => (one.id === receipt.conversation ? marked(one, receipt, state.me) : one));
  return { ...state, list };
}

export function withTimeline(state: Conversations, id: ConversationId, change: Partial<Timeline>): Conversations {
  const timeline = { ...(state.timelines.get(id) ?? NEW_TIMELINE), ...change };
  return { ...state, timelines: new Map(state.timelines).set(id, timeline) };
}

/** A page of history, newest first, as the server has it. */
export function withHistory(state: Conversations, id: ConversationId, page: History): Conversations {
  const timeline = state.timelines.get(id) ?? NEW_TIMELINE;
  const events = page.items.reduce(insert, timeline).events;
  return withTimeline(state, id, { events, status: 'ready', hasOlder: page.next !== null });
}

/** Forgets what was read of histories, but for one. */
export function withoutTimelines(state: Conversations, except: ConversationId | undefined): Conversations {
  const kept = [...state.timelines].filter(([id]) => id === except);
  return { ...state, timelines: new Map(kept) };
}

/** What a conversation is called: a group's title, or the other person's name. */
export function titleOf(state: Conversations, conversation: Conversation): string {
  if (conversation.kind === 'self') return 'Notes';
  if (conversation.kind === 'group') return conversation.title ?? 'Group';
  return otherOf(state, conversation)?.displayName ?? 'Conversation';
}

/** The other one of a direct conversation. */
export function otherOf(state: Conversations, conversation: Conversation): ConversationMember | undefined {
  return conversation.kind === 'direct' ? conversation.members?.find((one) => one.id !== state.me) : undefined;
}

function insert(timeline: Timeline, event: ConversationEvent): Timeline {
  const { events } = timeline;
  let at = events.length;
  while (at > 0 && (events[at - 1]?.seq ?? 0) > event.seq) at -= 1;
  if (events[at - 1]?.seq === event.seq) return timeline;
  const changed = 'target' in event ? events.map((one) => (one.type === 'message' ? changedBy(one, event) : one)) : events;
  return { ...timeline, events: [...changed.slice(0, at), event, ...changed.slice(at)] };
}

function newer(known: Conversation | undefined, fetched: Conversation): Conversation {
  if (known === undefined) return fetched;
  const members = fetched.members ?? known.members;
  return fetched.headSeq >= known.headSeq ? { ...fetched, members } : { ...known, members };
}

function after(known: Conversation, event: ConversationEvent, me: UserId): Conversation {
  if (event.seq <= known.headSeq) return known;
  const isMessage = event.type === 'message';
  const isUnread = isMessage && event.thread === undefined && event.sender !== me && event.seq > known.readSeq;
  return {
    ...known,
    headSeq: event.seq,
    lastAt: event.at,
    lastMessage: isMessage ? event : known.lastMessage?.type === 'message' ? changedBy(known.lastMessage, event) : undefined,
    unread: known.unread + (isUnread ? 1 : 0),
  };
}

function marked(known: Conversation, receipt: SignalReceipt, me: UserId): Conversation {
  const members = known.members?.map((one) =>
    one.id === receipt.user ? further(one, receipt) : one,
  );
  if (receipt.user !== me) return { ...known, members };
  const readSeq = Math.max(known.readSeq, receipt.readSeq ?? 0);
  return { ...known, members, readSeq, unread: readSeq >= known.headSeq ? 0 : known.unread };
}

/** Receipts come in any order: a watermark only moves forward. */
function further(member: ConversationMember, receipt: SignalReceipt): ConversationMember {
  const readSeq = receipt.readSeq === undefined ? undefined : Math.max(member.readSeq ?? 0, receipt.readSeq);
  return { ...member, readSeq, deliveredSeq: Math.max(member.deliveredSeq, receipt.deliveredSeq) };
}

function sorted(list: Conversation[]): readonly Conversation[] {
  return list.sort((a, b) => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : a.id < b.id ? 1 : -1));
}

function person({ id, username, displayName }: ConversationMember): User {
  return { id, username, displayName };
}
