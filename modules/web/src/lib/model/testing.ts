import type { Conversation, ConversationEventMessage, ConversationMember, User } from '../wire/wire';

export const ADA: User = { id: 'u1', username: 'ada', displayName: 'Ada Lovelace' };
export const BEN: User = { id: 'u2', username: 'ben', displayName: 'Ben' };

export function aMember(user: User): ConversationMember {
  return { ...user, role: 'member', readSeq: 0, deliveredSeq: 0 };
}

export function aConversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    kind: 'direct',
    createdBy: ADA.id,
    createdAt: at(0),
    headSeq: 0,
    readSeq: 0,
    deliveredSeq: 0,
    unread: 0,
    mentions: 0,
    unreadThreads: 0,
    lastAt: at(0),
    memberCount: 2,
    members: [aMember(ADA), aMember(BEN)],
    ...change,
  };
}

export function aMessage(seq: number, change: Partial<ConversationEventMessage> = {}): ConversationEventMessage {
  const clientId = `x${seq}`;
  return { type: 'message', conversation: 'c1', seq, sender: BEN.id, at: at(seq), clientId, text: `text ${seq}`, ...change };
}

/** So many seconds past ten. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 24, 10, 0, seconds)).toISOString();
}
