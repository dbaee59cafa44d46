import { describe, expect, it } from 'vitest';
import {
  find,
  noConversations,
  titleOf,
  withConversations,
  withEvent,
  withHistory,
  withReceipt,
  withTimeline,
} from './conversations';
import { aConversation, ADA, aMessage, at, BEN } from './testing';

const TWO = withConversations(noConversations(ADA), [
  aConversation('c1', { headSeq: 3, readSeq: 3, lastAt: at(3) }),
  aConversation('c2', { lastAt: at(9) }),
]);

function seqs(state: typeof TWO) {
  return state.timelines.get('c1')?.events.map((event) => event.seq);
}

describe('conversations', () => {
  it('stand in the order of their last activity', () => {
    expect(TWO.list.map((one) => one.id)).toEqual(['c2', 'c1']);

    const after = withEvent(TWO, aMessage(4, { at: at(20) }));

    expect(after.list.map((one) => one.id)).toEqual(['c1', 'c2']);
  });

  it('count what others said as unread, once', () => {
    const said = withEvent(TWO, aMessage(4));
    const twice = withEvent(said, aMessage(4));
    const mine = withEvent(twice, aMessage(5, { sender: ADA.id }));

    expect(find(mine, 'c1')).toMatchObject({ unread: 1, headSeq: 5, lastMessage: { seq: 5 } });
  });

  it('are read when another device of mine has read them', () => {
    const unread = withEvent(TWO, aMessage(4));
    const receipt = { type: 'receipt', conversation: 'c1', user: ADA.id, readSeq: 4, deliveredSeq: 4 } as const;

    expect(find(withReceipt(unread, receipt), 'c1')).toMatchObject({ unread: 0, readSeq: 4 });
  });

  it('know how far others have read', () => {
    const receipt = { type: 'receipt', conversation: 'c1', user: BEN.id, readSeq: 2, deliveredSeq: 3 } as const;

    const after = find(withReceipt(TWO, receipt), 'c1');

    expect(after?.members?.find((one) => one.id === BEN.id)).toMatchObject({ readSeq: 2, deliveredSeq: 3 });
    expect(after?.readSeq).toBe(3);
  });

  it('are forgotten when they are deleted', () => {
    const open = withHistory(TWO, 'c1', { items: [aMessage(3)], next: null });
    const deleted = { type: 'conversation-deleted', conversation: 'c1', seq: 4, sender: BEN.id, at: at(20) } as const;

    const after = withEvent(open, deleted);

    expect(after.list.map((one) => one.id)).toEqual(['c2']);
    expect(after.timelines.has('c1')).toBe(false);
  });

  it('lose what another device of mine has cleared', () => {
    const open = withHistory(TWO, 'c1', { items: [aMessage(3)], next: 'older' });
    const cleared = { type: 'conversation-cleared', conversation: 'c9', seq: 1, sender: ADA.id, at: at(20), about: 'c1' };

    const said = withEvent(withEvent(open, aMessage(4)), { ...cleared, aboutSeq: 3 } as never);

    expect(seqs(said)).toEqual([4]);
    expect(said.timelines.get('c1')?.hasOlder).toBe(false);
    expect(find(withEvent(said, { ...cleared, seq: 2, aboutSeq: 4 } as never), 'c1')).toBeUndefined();
  });

  it('keep what has happened since they were asked for', () => {
    const said = withEvent(TWO, aMessage(4));

    const late = withConversations(said, [aConversation('c1', { headSeq: 3, members: undefined })]);

    expect(find(late, 'c1')).toMatchObject({ headSeq: 4, unread: 1, members: [{ id: ADA.id }, { id: BEN.id }] });
  });

  it('take what the server has when it is newer', () => {
    const fetched = aConversation('c1', { headSeq: 8, unread: 5, members: undefined });

    const after = find(withConversations(TWO, [fetched]), 'c1');

    expect(after).toMatchObject({ headSeq: 8, unread: 5 });
    expect(after?.members).toHaveLength(2);
  });

  it('are called by their title or by the other one', () => {
    const group = aConversation('c3', { kind: 'group', title: 'Rowing', members: undefined });

    expect(titleOf(TWO, group)).toBe('Rowing');
    expect(titleOf(TWO, aConversation('c1'))).toBe('Ben');
  });
});

describe('a timeline', () => {
  it('has each event once, in sequence order, whatever comes first', () => {
    const loading = withTimeline(TWO, 'c1', {});
    const live = [6, 5, 6].reduce((state, seq) => withEvent(state, aMessage(seq)), loading);

    const loaded = withHistory(live, 'c1', { items: [aMessage(5), aMessage(4), aMessage(3)], next: 'more' });

    expect(seqs(loaded)).toEqual([3, 4, 5, 6]);
    expect(loaded.timelines.get('c1')).toMatchObject({ status: 'ready', hasOlder: true });
  });

  it('ends at its first event', () => {
    const loaded = withHistory(TWO, 'c1', { items: [aMessage(2), aMessage(1)], next: null });

    expect(loaded.timelines.get('c1')?.hasOlder).toBe(false);
  });

  it('is not made up of what happens before somebody looks', () => {
    expect(withEvent(TWO, aMessage(4)).timelines.size).toBe(0);
  });
});
