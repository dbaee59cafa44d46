import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox, type Unsent } from './outbox';
import { Lost, Refused } from './socket';
import { TestClock, TestStorage, settle } from './testing';
import { ErrorCode, type Accepted, type SendMessage } from '../wire/wire';

interface Sending {
  readonly message: SendMessage;
  readonly accept: (seq: number) => Promise<void>;
  readonly reject: (cause: Error) => Promise<void>;
}

const accepted = vi.fn<(message: Unsent, accepted: Accepted) => void>();
let clock: TestClock;
let store: TestStorage;
let sendings: Sending[];
let outbox: Outbox;

function send(message: SendMessage): Promise<Accepted> {
  return new Promise((resolve, reject) => {
    sendings.push({
      message,
      accept: async (seq) => {
        resolve({ conversation: message.conversation, seq, at: '2026-11-24T10:00:00.000Z' });
        await settle();
      },
      reject: async (cause) => {
        reject(cause);
        await settle();
      },
    });
  });
}

function newOutbox(): Outbox {
  let names = 0;
  const newClientId = () => {
    names += 1;
    return `id-${names}`;
  };
  return new Outbox({ send, store, key: 'outbox', clock, newClientId }, { changed: () => undefined, accepted });
}

function sending(index: number): Sending {
  const found = sendings[index];
  if (found === undefined) throw new Error(`only ${sendings.length} were sent`);
  return found;
}

beforeEach(() => {
  vi.resetAllMocks();
  clock = new TestClock();
  store = new TestStorage();
  sendings = [];
  outbox = newOutbox();
});

describe('Outbox', () => {
  it('shows a message at once and lets go of it when it is acknowledged', async () => {
    outbox.open();
    const added = outbox.add('c9', 'hi');
    expect(outbox.all()).toEqual([added]);

    await sending(0).accept(42);

    expect(sending(0).message).toEqual({ conversation: 'c9', clientId: 'id-1', text: 'hi' });
    expect(accepted).toHaveBeenCalledExactlyOnceWith(added, expect.objectContaining({ seq: 42 }));
    expect(outbox.all()).toEqual([]);
  });

  it('sends what was written without a connection once there is one', () => {
    outbox.add('c9', 'hi');
    expect(sendings).toHaveLength(0);

    outbox.open();

    expect(sendings).toHaveLength(1);
  });

  it('keeps the order of a conversation, and lets others pass', async () => {
    outbox.open();
    outbox.add('c9', 'one');
    outbox.add('c9', 'two');
    outbox.add('c8', 'elsewhere');
    expect(sendings.map((one) => one.message.text)).toEqual(['one', 'elsewhere']);

    await sending(0).accept(1);

    expect(sendings.map((one) => one.message.text)).toEqual(['one', 'elsewhere', 'two']);
  });

  it('sends again under the same client id when the connection was lost before the answer', async () => {
    outbox.open();
    outbox.add('c9', 'one');
    outbox.add('c9', 'two');
    outbox.close();
    await sending(0).reject(new Lost());
    expect(sendings).toHaveLength(1);

    outbox.open();
    await sending(1).accept(1);
    await sending(2).accept(2);

    expect(sendings.map((one) => one.message.clientId)).toEqual(['id-1', 'id-1', 'id-2']);
    expect(outbox.all()).toEqual([]);
  });

  it('still sends when the connection came back before the loss was noticed', async () => {
    outbox.open();
    outbox.add('c9', 'one');
    outbox.close();
    outbox.open();
    await sending(0).reject(new Lost());

    await clock.pass(1000);

    expect(sendings.map((one) => one.message.clientId)).toEqual(['id-1', 'id-1']);
  });

  it('waits as long as the server asks, with the messages behind it', async () => {
    outbox.open();
    outbox.add('c9', 'one');
    outbox.add('c9', 'two');
    await sending(0).reject(new Refused(ErrorCode.OVERLOADED, 'full', 2500));

    await clock.pass(2499);
    expect(sendings).toHaveLength(1);
    await clock.pass(1);

    expect(sendings.map((one) => one.message.text)).toEqual(['one', 'one']);
    expect(outbox.all().every((one) => one.state === 'waiting')).toBe(true);
  });

  it('offers a refused message for another try under the same client id, and goes on with the next', async () => {
    outbox.open();
    outbox.add('c9', 'one');
    outbox.add('c9', 'two');
    await sending(0).reject(new Refused(ErrorCode.BLOCKED, 'no'));
    expect(outbox.all()[0]).toMatchObject({ clientId: 'id-1', state: 'failed', code: ErrorCode.BLOCKED });
    await sending(1).accept(1);

    outbox.retry('id-1');
    await sending(2).accept(2);

    expect(sendings.map((one) => one.message.clientId)).toEqual(['id-1', 'id-2', 'id-1']);
    expect(outbox.all()).toEqual([]);
  });

  it('survives a reload of the page', async () => {
    outbox.open();
    outbox.add('c9', 'one');

    const afterReload = newOutbox();
    afterReload.open();
    await sending(1).accept(1);

    expect(sendings.map((one) => one.message.clientId)).toEqual(['id-1', 'id-1']);
    expect(newOutbox().all()).toEqual([]);
  });

  it('does not mind that the message came back on the inbox before the answer', async () => {
    outbox.open();
    outbox.add('c9', 'one');
    outbox.add('c9', 'two');

    outbox.discard('id-1');
    await sending(0).accept(1);

    expect(sendings.map((one) => one.message.text)).toEqual(['one', 'two']);
    expect(outbox.all().map((one) => one.text)).toEqual(['two']);
  });

  it('takes a broken store for an empty one', () => {
    store.setItem('outbox', '{');

    expect(newOutbox().all()).toEqual([]);
  });

  it('sends what no store has room for', () => {
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    outbox.open();

    outbox.add('c9', 'one');

    expect(sendings).toHaveLength(1);
  });
});
