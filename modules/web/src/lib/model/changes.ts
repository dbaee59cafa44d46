import type { ConversationEvent, ConversationEventMessage } from '../wire/wire';

/**
 * A message after an event that may have changed it. A message says up to which event it is already as it should be;
 * only later ones are applied.
 */
export function changedBy(message: ConversationEventMessage, event: ConversationEvent): ConversationEventMessage {
  if (event.type === 'deleted' && message.replyTo === event.target) return without(message, 'quote');
  if (!('target' in event) || event.target !== message.seq) return message;
  if (event.seq <= (message.changedSeq ?? 0)) return message;
  const next = { ...message, changedSeq: event.seq };
  switch (event.type) {
    case 'edited':
      return event.text === undefined ? next : { ...next, text: event.text, editedAt: event.at };
    case 'deleted':
      return erased(next, event.by);
    case 'reaction':
      return { ...next, reactions: counted(message.reactions ?? [], event.emoji, event.count) };
    case 'pinned':
      return event.pinned ? { ...next, pinned: true } : without(next, 'pinned');
    default:
      return next;
  }
}

function erased(
  { type, conversation, seq, sender, at, clientId, changedSeq }: ConversationEventMessage & { changedSeq: number },
  deleted: 'sender' | 'moderator' | 'expired',
): ConversationEventMessage {
  return { type, conversation, seq, sender, at, clientId, changedSeq, deleted };
}

type Reactions = NonNullable<ConversationEventMessage['reactions']>;

function counted(reactions: Reactions, emoji: string, count: number): Reactions {
  const known = reactions.some((one) => one.emoji === emoji);
  const all = known
    ? reactions.map((one) => (one.emoji === emoji ? { emoji, count } : one))
    : [...reactions, { emoji, count }];
  return all.filter((one) => one.count > 0);
}

function without(message: ConversationEventMessage, key: 'quote' | 'pinned'): ConversationEventMessage {
  return Object.fromEntries(
    Object.entries(message).filter(([name]) => name !== key),
  ) as unknown as ConversationEventMessage;
}
