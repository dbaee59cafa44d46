import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Session, SignedOut } from './session';
import { Lost } from './socket';
import { TestClock, TestTransport, settle } from './testing';
import { CloseCode, ErrorCode } from '../wire/wire';

const message = { type: 'message', conversation: 'c9', seq: 7, sender: 'u2', at: '', clientId: 'x', text: 'hi' };
const listener = { changed: vi.fn(), event: vi.fn(), reload: vi.fn() };
const tokens = { get: vi.fn<() => Promise<string>>(), renew: vi.fn<(refused: string) => Promise<string>>() };
let clock: TestClock;
let transports: TestTransport[];
let session: Session;

beforeEach(() => {
  vi.resetAllMocks();
  tokens.get.mockResolvedValue('token-1');
  tokens.renew.mockResolvedValue('token-2');
  clock = new TestClock();
  transports = [];
  const connect = () => {
    const transport = new TestTransport();
    transports.push(transport);
    return transport;
  };
  session = new Session({ connect, tokens, clock, random: () => 1 }, listener);
});

function latest(): TestTransport {
  const transport = transports.at(-1);
  if (transport === undefined) throw new Error('no socket was opened');
  return transport;
}

/** Plays the server up to caught up. */
async function goLive(cursor: string): Promise<TestTransport> {
  await settle();
  const transport = latest();
  await transport.open();
  await transport.answer('session.open', { user: 'u1', session: 's1' });
  await transport.event({ type: 'caught-up', cursor });
  return transport;
}

describe('Session', () => {
  it('signs in, opens the inbox, and is live once caught up', async () => {
    session.start();
    expect(session.current()).toEqual({ status: 'connecting' });

    const transport = await goLive('cursor-1');

    expect(transport.to('session.open')[0]?.body).toEqual({ token: 'token-1' });
    expect(transport.to('inbox')[0]?.headers).toEqual({});
    expect(session.current()).toEqual({ status: 'live' });
    expect(listener.reload).toHaveBeenCalledOnce();
  });

  it('loads what it shows only after the inbox has begun, so that nothing falls in between', async () => {
    session.start();
    await settle();
    await latest().open();
    await latest().answer('session.open', {});

    expect(listener.reload).not.toHaveBeenCalled();
  });

  it('goes on from the last cursor, and loads nothing again', async () => {
    session.start();
    await (await goLive('cursor-1')).event({ type: 'caught-up', cursor: 'cursor-2' });

    await latest().end(1006);
    expect(session.current()).toEqual({ status: 'reconnecting' });
    await clock.pass(8_000);
    const second = await goLive('cursor-3');

    expect(transports).toHaveLength(2);
    expect(second.to('inbox')[0]?.headers).toEqual({ cursor: 'cursor-2' });
    expect(session.current()).toEqual({ status: 'live' });
    expect(listener.reload).toHaveBeenCalledOnce();
  });

  it('waits longer from try to try while nobody is there', async () => {
    session.start();
    await goLive('cursor-1');
    await latest().end(1006);

    const opened: number[] = [];
    for (const wait of [8000, 500, 1000, 2000]) {
      await clock.pass(wait - 1);
      opened.push(transports.length);
      await clock.pass(1);
      await latest().end(1006);
    }

    expect(opened).toEqual([1, 2, 3, 4]);
    expect(transports).toHaveLength(5);
  });

  it('comes back in its own time when it was cut off, because a dead node cuts off everybody', async () => {
    const lucky = new Session(
      {
        connect: () => {
          const transport = new TestTransport();
          transports.push(transport);
          return transport;
        },
        tokens,
        clock,
        random: () => 0.25,
      },
      listener,
    );
    lucky.start();
    await goLive('cursor-1');
    await latest().end(1006);

    await clock.pass(1_999);
    expect(transports).toHaveLength(1);
    await clock.pass(1);

    expect(transports).toHaveLength(2);
  });

  it('comes back at once when woken', async () => {
    session.start();
    await goLive('cursor-1');
    await latest().end(1006);

    session.wake();
    await settle();

    expect(transports).toHaveLength(2);
    await clock.pass(10_000);
    expect(transports).toHaveLength(2);
  });

  it('serves until a leaving node closes, then moves without waiting', async () => {
    session.start();
    await goLive('cursor-1');

    await latest().event({ type: 'draining', reconnectAfterMs: 3000 });
    await clock.pass(2900);
    await latest().event(message);
    expect(session.current()).toEqual({ status: 'live' });
    await latest().end(CloseCode.SHUTDOWN);
    await clock.pass(250);

    expect(listener.event).toHaveBeenCalledExactlyOnceWith(message);
    expect(transports).toHaveLength(2);
  });

  it('leaves a node that said it would close and does not', async () => {
    session.start();
    await goLive('cursor-1');

    await latest().event({ type: 'draining', reconnectAfterMs: 3000 });
    await clock.pass(8250);

    expect(transports).toHaveLength(2);
    expect(transports[0]?.isClosed).toBe(true);
  });

  it('backs off when the node it moved to is not there yet', async () => {
    session.start();
    await goLive('cursor-1');
    await latest().event({ type: 'draining', reconnectAfterMs: 0 });
    await latest().end(CloseCode.SHUTDOWN);
    await clock.pass(250);

    await latest().end(1006);
    await clock.pass(499);
    expect(transports).toHaveLength(2);
    await clock.pass(1);

    expect(transports).toHaveLength(3);
  });

  it.each([CloseCode.SLOW_READER, CloseCode.SILENT, CloseCode.SHUTDOWN])('comes back after %i', async (code) => {
    session.start();
    await goLive('cursor-1');

    await latest().end(code);
    await clock.pass(500);

    expect(transports).toHaveLength(2);
  });

  it('gives an overloaded node more time', async () => {
    session.start();
    await goLive('cursor-1');

    await latest().end(CloseCode.OVERLOADED);
    await clock.pass(4999);
    expect(transports).toHaveLength(1);
    await clock.pass(1);

    expect(transports).toHaveLength(2);
  });

  it.each([CloseCode.BAD_FRAME, CloseCode.FRAME_TOO_LARGE, CloseCode.FLOODING])(
    'does not come back by itself after %i, but when asked',
    async (code) => {
      session.start();
      await goLive('cursor-1');

      await latest().end(code);
      await clock.pass(600_000);
      expect(transports).toHaveLength(1);
      expect(session.current()).toEqual({ status: 'stopped', reason: 'refused', code });

      session.start();
      await goLive('cursor-2');
      expect(session.current()).toEqual({ status: 'live' });
    },
  );

  it('is signed out when the session was revoked', async () => {
    session.start();
    await goLive('cursor-1');

    await latest().end(CloseCode.SESSION_REVOKED);
    await clock.pass(600_000);

    expect(transports).toHaveLength(1);
    expect(session.current()).toMatchObject({ status: 'stopped', reason: 'signed-out' });
  });

  it('fetches another token when its own has expired', async () => {
    session.start();
    await settle();
    await latest().open();

    await latest().refuse('session.open', ErrorCode.TOKEN_EXPIRED);
    await clock.pass(0);
    await goLive('cursor-1');

    expect(tokens.renew).toHaveBeenCalledExactlyOnceWith('token-1');
    expect(latest().to('session.open')[0]?.body).toEqual({ token: 'token-2' });
    expect(session.current()).toEqual({ status: 'live' });
  });

  it('is signed out when the new token is refused, too', async () => {
    session.start();
    await settle();
    await latest().open();
    await latest().refuse('session.open', ErrorCode.TOKEN_INVALID);
    await clock.pass(0);
    await latest().open();
    await latest().refuse('session.open', ErrorCode.TOKEN_INVALID);
    await clock.pass(600_000);

    expect(transports).toHaveLength(2);
    expect(session.current()).toMatchObject({ status: 'stopped', reason: 'signed-out' });
  });

  it('is signed out when there are no tokens to be had', async () => {
    tokens.get.mockRejectedValue(new SignedOut(ErrorCode.REFRESH_TOKEN_REUSED));
    session.start();
    await clock.pass(600_000);

    expect(transports).toHaveLength(0);
    expect(session.current()).toEqual({
      status: 'stopped',
      reason: 'signed-out',
      code: ErrorCode.REFRESH_TOKEN_REUSED,
    });
  });

  it('tries again when the server cannot be asked for tokens', async () => {
    tokens.get.mockRejectedValueOnce(new TypeError('no network'));
    session.start();
    await settle();
    expect(transports).toHaveLength(0);

    await clock.pass(500);
    await goLive('cursor-1');

    expect(session.current()).toEqual({ status: 'live' });
  });

  it('loads what it shows when too much has happened', async () => {
    session.start();
    await goLive('cursor-1');
    await latest().end(1006);
    await clock.pass(8_000);
    await latest().open();
    await latest().answer('session.open', {});

    await latest().event({ type: 'too-long', conversations: [], more: false });
    expect(listener.reload).toHaveBeenCalledOnce();
    await latest().event({ type: 'caught-up', cursor: 'cursor-2' });

    expect(listener.reload).toHaveBeenCalledTimes(2);
    expect(session.current()).toEqual({ status: 'live' });
  });

  it('begins anew when the server does not know its cursor', async () => {
    session.start();
    await goLive('cursor-1');
    await latest().end(1006);
    await clock.pass(8_000);
    await latest().open();
    await latest().answer('session.open', {});

    await latest().say({ type: 'err', address: 'inbox', failureCode: ErrorCode.BAD_CURSOR, message: '' });
    await latest().event({ type: 'caught-up', cursor: 'cursor-2' });

    expect(latest().to('inbox').map((frame) => frame.headers)).toEqual([{ cursor: 'cursor-1' }, {}]);
    expect(listener.reload).toHaveBeenCalledTimes(2);
  });

  it('does not wait for ever for a server that takes the socket and says nothing', async () => {
    session.start();
    await settle();
    await latest().open();

    await clock.pass(20_500);

    expect(transports).toHaveLength(2);
  });

  it('takes as long as the server asks for', async () => {
    session.start();
    await settle();
    await latest().open();

    await latest().refuse('session.open', ErrorCode.DATABASE_UNAVAILABLE, 7000);
    await clock.pass(6999);
    expect(transports).toHaveLength(1);
    await clock.pass(1);

    expect(transports).toHaveLength(2);
  });

  it('asks only while live', async () => {
    session.start();
    await expect(session.ask('conversation.read', { conversation: 'c9', seq: 1 })).rejects.toBeInstanceOf(Lost);

    await goLive('cursor-1');
    const asked = session.ask('conversation.read', { conversation: 'c9', seq: 1 });
    await latest().answer('conversation.read', { readSeq: 1 });

    expect(await asked).toEqual({ readSeq: 1 });
  });

  it('is over when it is ended, whatever was under way', async () => {
    session.start();
    await settle();
    const transport = latest();

    session.end();
    await transport.open();
    await clock.pass(600_000);

    expect(transport.isClosed).toBe(true);
    expect(transport.sent).toEqual([]);
    expect(transports).toHaveLength(1);
    expect(session.current()).toEqual({ status: 'idle' });
  });
});
