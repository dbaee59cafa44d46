import { expect, it, vi } from 'vitest';
import { ReadMarks } from './marks';
import { TestClock } from '../connection/testing';

it('tells the last of many marks, once, and again when it was lost', async () => {
  const clock = new TestClock();
  const tell = vi.fn(() => Promise.resolve());
  const marks = new ReadMarks(clock, tell);
  marks.reached('read', 'c9', 1);
  await clock.pass(1000);
  expect(tell).not.toHaveBeenCalled();

  tell.mockRejectedValueOnce(new Error('lost'));
  marks.open();
  marks.reached('read', 'c9', 3);
  marks.reached('read', 'c9', 2);
  await clock.pass(1000);
  expect(tell.mock.calls).toEqual([['read', { conversation: 'c9', seq: 3 }]]);

  marks.close();
  marks.open();
  await clock.pass(1000);
  marks.reached('read', 'c9', 3);
  await clock.pass(1000);

  expect(tell).toHaveBeenCalledTimes(2);
  expect(tell).toHaveBeenLastCalledWith('read', { conversation: 'c9', seq: 3 });
});
