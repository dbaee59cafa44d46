import type { ConversationEvent, ConversationEventEdited, ConversationEventMessage } from '../wire/wire';

/**
 * A message after an event that may have changed it. A message says up to which event it is already as it should be;
 * only later ones are applied.
 */
export function changedBy(message: ConversationEventMessage, event: ConversationEvent): ConversationEventMessage {
  if (event.type === 'deleted' && message.replyTo === event.target) return without(message, 'quote');
  const isOfThread = 'thread' in event && event.thread === message.seq;
  if (!isOfThread && !('target' in event && event.target === message.seq)) return message;
  if (message.deleted === 'hidden' || event.seq <= (message.changedSeq ?? 0)) return message;
  if (isOfThread && message.deleted) return message;
  const next = { ...message, changedSeq: event.seq };
  if (isOfThread) return withReplies(next, event);
  switch (event.type) {
    case 'edited':
      return event.text === undefined ? next : edited(next, event);
    case 'deleted':
      return erased(next, event.by);
    case 'reaction':
      return { ...next, reactions: counted(message.reactions ?? [], event.emoji, event.count) };
    case 'pinned':
      return event.pinned ? { ...next, pinned: true } : without(next, 'pinned');
    case 'poll-voted':
      return { ...next, votes: event.votes, voters: event.voters };
    case 'poll-closed':
      return { ...next, pollClosed: true };
    default:
      return next;
  }
}

function edited(message: ConversationEventMessage, event: ConversationEventEdited): ConversationEventMessage {
  const { text, mentions, mentionsAll } = event;
  return {
    ...without(without(message, 'mentions'), 'mentionsAll'),
    editedAt: event.at,
    ...(text === undefined ? {} : { text }),
    ...(mentions && { mentions }),
    ...(mentionsAll && { mentionsAll }),
  };
}

/** A root after a reply came, or after one was deleted: that one says what is left. */
function withReplies(root: ConversationEventMessage, event: ConversationEvent): ConversationEventMessage {
  if (event.type === 'message') {
    const count = (root.replies?.count ?? 0) + 1;
    return { ...root, replies: { count, lastSeq: event.seq, lastAt: event.at } };
  }
  const replies = event.type === 'deleted' ? event.replies : undefined;
  return replies ? { ...root, replies } : without(root, 'replies');
}

function erased(
  { type, conversation, seq, sender, at, clientId, changedSeq }: ConversationEventMessage & { changedSeq: number },
  deleted: NonNullable<ConversationEventMessage['deleted']>,
): ConversationEventMessage {
  return { type, conversation, seq, sender, at, clientId, changedSeq, deleted };
}

/** A message that is not to be shown here any more, whatever becomes of it. */
export function hidden(message: ConversationEventMessage): ConversationEventMessage {
  return erased({ ...message, changedSeq: message.changedSeq ?? message.seq }, 'hidden');
}

type Reactions = NonNullable<ConversationEventMessage['reactions']>;

function counted(reactions: Reactions, emoji: string, count: number): Reactions {
  const known = reactions.some((one) => one.emoji === emoji);
  const all = known
    ? reactions.map((one) => (one.emoji === emoji ? { emoji, count } : one))
    : [...reactions, { emoji, count }];
  return all.filter((one) => one.count > 0);
}

function without(message: ConversationEventMessage, key: 'quote' | 'pinned' | 'mentions' | 'mentionsAll' | 'replies'): ConversationEventMessage {
  return Object.fromEntries(
    Object.entries(message).filter(([name]) => name !== key),
  ) as unknown as ConversationEventMessage;
}
