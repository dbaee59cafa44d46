import type { Clock } from './clock';
import type { Transport } from './socket';

/** Time that stands still until it is turned. */
export class TestClock implements Clock {
  private time = 1_000_000;
  private timers: { at: number; action: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.time + ms, action };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  /** Lets time pass, and everything happen that was due. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const [next] = this.timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.time = next.at;
      next.action();
    }
    this.time = end;
    await settle();
  }
}

/** Lets promises that are kept already be noticed. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

export interface SentFrame {
  readonly type: string;
  readonly address?: string;
  readonly replyAddress?: string;
  readonly headers?: { readonly cursor?: string };
  readonly body?: Record<string, unknown>;
}

/** The other side of a socket, in the hands of a test. */
export class TestTransport implements Transport {
  readonly sent: SentFrame[] = [];
  isClosed = false;
  private hears: Parameters<Transport['listen']>[0] | undefined;

  listen(hears: Parameters<Transport['listen']>[0]): void {
    this.hears = hears;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as SentFrame);
  }

  close(): void {
    this.isClosed = true;
  }

  async open(): Promise<void> {
    this.hears?.opened();
    await settle();
  }

  async say(frame: object | string): Promise<void> {
    this.hears?.heard(typeof frame === 'string' ? frame : JSON.stringify(frame));
    await settle();
  }

  async event(body: object): Promise<void> {
    await this.say({ type: 'rec', address: 'inbox', body });
  }

  /** Answers the last frame sent to this address. */
  async answer(address: string, body: object): Promise<void> {
    await this.say({ type: 'rec', address: this.lastReply(address), body });
  }

  async refuse(address: string, failureCode: number, retryAfterMs?: number): Promise<void> {
    const refusal = { type: 'err', failureCode, failureType: 'RECIPIENT_FAILURE', message: 'no', retryAfterMs };
    await this.say({ ...refusal, address: this.lastReply(address) });
  }

  async end(code: number): Promise<void> {
    this.hears?.closed(code);
    await settle();
  }

  to(address: string): SentFrame[] {
    return this.sent.filter((frame) => frame.address === address);
  }

  private lastReply(address: string): string {
    const reply = this.to(address).at(-1)?.replyAddress;
    if (reply === undefined) throw new Error(`nothing was asked of ${address}`);
    return reply;
  }
}

/** A store like the browser's. */
export class TestStorage {
  private readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}
