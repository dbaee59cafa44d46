import { describe, expect, it } from 'vitest';
import { Backoff } from './backoff';

describe('Backoff', () => {
  it('doubles up to half a minute', () => {
    const backoff = new Backoff(() => 1);

    const waits = Array.from({ length: 9 }, () => backoff.next());

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('waits at least half as long, whatever chance says', () => {
    const backoff = new Backoff(() => 0);

    expect([backoff.next(), backoff.next(), backoff.next()]).toEqual([250, 500, 1000]);
  });

  it('differs between clients', () => {
    expect(new Backoff(() => 0.1).next()).not.toBe(new Backoff(() => 0.9).next());
  });

  it('begins anew after a success', () => {
    const backoff = new Backoff(() => 1);
    backoff.next();
    backoff.next();

    backoff.reset();

    expect(backoff.next()).toBe(500);
  });
});
