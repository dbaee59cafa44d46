import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSED_ABNORMALLY, Lost, Refused, Socket } from './socket';
import { TestClock, TestTransport, settle } from './testing';

const listener = { opened: vi.fn(), event: vi.fn(), inboxRefused: vi.fn(), closed: vi.fn() };
const mark = { conversation: 'c9', seq: 4 };
let clock: TestClock;
let transport: TestTransport;
let socket: Socket;

beforeEach(async () => {
  vi.clearAllMocks();
  clock = new TestClock();
  transport = new TestTransport();
  socket = new Socket(transport, clock, listener);
  await transport.open();
});

describe('Socket', () => {
  it('gives each answer to whoever asked', async () => {
    const first = socket.ask('conversation.read', mark);
    const second = socket.ask('conversation.read', { ...mark, seq: 5 });
    const [one, two] = transport.to('conversation.read');

    await transport.say({ type: 'rec', address: two?.replyAddress, body: { readSeq: 5 } });
    await transport.say({ type: 'rec', address: one?.replyAddress, body: { readSeq: 4 } });

    expect(await first).toEqual({ readSeq: 4 });
    expect(await second).toEqual({ readSeq: 5 });
  });

  it('rejects with the number of the error', async () => {
    const asked = socket.ask('conversation.read', mark);

    await transport.refuse('conversation.read', 500, 1500);

    await expect(asked).rejects.toEqual(new Refused(500, 'no', 1500));
  });

  it('says of what was unanswered that nobody knows', async () => {
    const asked = socket.ask('conversation.read', mark);

    await transport.end(4000);

    await expect(asked).rejects.toBeInstanceOf(Lost);
    await expect(socket.ask('conversation.read', mark)).rejects.toBeInstanceOf(Lost);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(4000);
  });

  it('takes a socket that does not answer for gone', async () => {
    const asked = socket.ask('conversation.read', mark);
    const refused = expect(asked).rejects.toBeInstanceOf(Lost);

    await clock.pass(15_000);

    await refused;
    expect(transport.isClosed).toBe(true);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(CLOSED_ABNORMALLY);
  });

  it('pings, and stays while it is answered', async () => {
    for (let i = 0; i < 10; i += 1) {
      await clock.pass(25_000);
      await transport.say({ type: 'pong' });
    }

    expect(transport.sent.filter((frame) => frame.type === 'ping')).toHaveLength(10);
    expect(listener.closed).not.toHaveBeenCalled();
  });

  it('ends when nothing is heard any more', async () => {
    await clock.pass(75_000);

    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(CLOSED_ABNORMALLY);
  });

  it('hears nothing after its end', async () => {
    socket.drop();
    await transport.event({ type: 'caught-up', cursor: 'x' });
    await transport.end(1000);
    await settle();

    expect(listener.event).not.toHaveBeenCalled();
    expect(listener.closed).toHaveBeenCalledOnce();
  });

  it('tells a refused inbox from a refused command', async () => {
    await transport.say({ type: 'err', address: 'inbox', failureCode: 110, message: 'no' });
    await transport.say({ type: 'err', failureCode: 100, message: 'which frame?' });

    expect(listener.inboxRefused).toHaveBeenCalledExactlyOnceWith(new Refused(110, 'no'));
  });
});
