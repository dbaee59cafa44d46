import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../wire/wire';
import { changedBy } from './changes';
import { aMessage, at, BEN } from './testing';

const about = { conversation: 'c1', sender: BEN.id, at: at(60), target: 5 };

describe('what an event makes of a message', () => {
  it('applies only what is not in the message already', () => {
    const message = aMessage(5, { text: 'new', changedSeq: 9 });
    const edit: ConversationEvent = { type: 'edited', seq: 8, text: 'old', ...about };

    expect(changedBy(message, edit)).toBe(message);
    expect(changedBy(message, { ...edit, seq: 10 })).toMatchObject({ text: 'old', changedSeq: 10, editedAt: at(60) });
    expect(changedBy(aMessage(6), edit)).toEqual(aMessage(6));
  });

  it('leaves nothing of what was deleted, nor quotes of it', () => {
    const deleted: ConversationEvent = { type: 'deleted', seq: 9, by: 'sender', ...about };

    const gone = changedBy(aMessage(5, { reactions: [{ emoji: '👍', count: 1 }], pinned: true }), deleted);
    const answer = changedBy(aMessage(7, { replyTo: 5, quote: 'words' }), deleted);

    expect(gone).toMatchObject({ deleted: 'sender', changedSeq: 9 });
    expect(Object.keys(gone)).not.toEqual(expect.arrayContaining(['text']));
    expect(Object.keys(gone)).not.toEqual(expect.arrayContaining(['reactions']));
    expect(answer.quote).toBeUndefined();
    expect(answer.replyTo).toBe(5);
  });

  it('counts reactions in the order in which the emojis came', () => {
    const react = (seq: number, emoji: string, count: number): ConversationEvent => ({
      type: 'reaction',
      seq,
      emoji,
      count,
      added: true,
      ...about,
    });

    const twice = [react(6, '👍', 1), react(7, '🎉', 1), react(8, '👍', 2)].reduce(changedBy, aMessage(5));

    expect(twice.reactions).toEqual([
      { emoji: '👍', count: 2 },
      { emoji: '🎉', count: 1 },
    ]);
    expect(changedBy(twice, react(9, '🎉', 0)).reactions).toEqual([{ emoji: '👍', count: 2 }]);
  });

  it('pins and takes the pin away', () => {
    const pinned = changedBy(aMessage(5), { type: 'pinned', seq: 6, pinned: true, ...about });

    expect(pinned.pinned).toBe(true);
    expect(changedBy(pinned, { type: 'pinned', seq: 7, pinned: false, ...about }).pinned).toBeUndefined();
  });
});

describe('a root', () => {
  const reply = aMessage(6, { thread: 5 });
  const gone = { type: 'deleted', conversation: 'c1', seq: 7, sender: 'u2', at: '', target: 6, by: 'sender', thread: 5 } as const;

  it('counts a reply once', () => {
    const root = changedBy(aMessage(5), reply);
    expect(root).toMatchObject({ changedSeq: 6, replies: { count: 1, lastSeq: 6, lastAt: reply.at } });
    expect(changedBy(root, reply)).toBe(root);
  });

  it('believes what a deletion says is left', () => {
    const replies = { count: 4, lastSeq: 6, lastAt: reply.at };
    expect(changedBy(changedBy(aMessage(5), reply), { ...gone, replies }).replies).toEqual(replies);
    expect(changedBy(changedBy(aMessage(5), reply), gone).replies).toBeUndefined();
  });
});
