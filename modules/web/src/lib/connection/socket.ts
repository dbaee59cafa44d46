import type { Clock } from './clock';
import { decode, encode, inboxEvent } from './codec';
import { INBOX, type Commands, type InboxEvent, type ServerFrame } from '../wire/wire';

/** What carries frames, such as a WebSocket. */
export interface Transport {
  /** Called once, before anything happens. */
  listen(hears: { opened: () => void; heard: (text: string) => void; closed: (code: number) => void }): void;
  send(text: string): void;
  close(): void;
}

export interface SocketListener {
  opened(): void;
  event(event: InboxEvent): void;
  /** The inbox could not be registered. */
  inboxRefused(refusal: Refused): void;
  /** Comes once, whoever ended it. */
  closed(code: number): void;
}

/** The server answered with an error. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** The socket went before the answer came: whether the command took effect is not known. */
export class Lost extends Error {}

/** The code of a socket that ended without one, as WebSocket has it. */
export const CLOSED_ABNORMALLY = 1006;

const ANSWER_MS_MAX = 15_000;
const PING_EVERY_MS = 25_000;
/** A ping and its answer fit twice. */
const SILENT_MS_MAX = 60_000;

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (cause: Error) => void;
  readonly callOff: () => void;
}

/** One WebSocket from its opening to its end: asks, answers, the inbox, and noticing that the other side is gone. */
export class Socket {
  private readonly asked = new Map<string, Asked>();
  private lastReply = 0;
  private heardAt: number;
  private ended = false;
  private stopPinging: () => void = () => undefined;

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly listener: SocketListener,
  ) {
    this.heardAt = clock.now();
    transport.listen({
      opened: () => {
        if (this.ended) return;
        this.pingLater();
        listener.opened();
      },
      heard: (text) => {
        if (!this.ended) this.hear(text);
      },
      closed: (code) => this.end(code),
    });
  }

  ask<A extends keyof Commands>(address: A, body: Commands[A]['ask']): Promise<Commands[A]['answer']> {
    if (this.ended) return Promise.reject(new Lost());
    this.lastReply += 1;
    const replyAddress = `r${this.lastReply}`;
    return new Promise((resolve, reject) => {
      // An answer this late says more about the socket than about the command.
      const callOff = this.clock.after(ANSWER_MS_MAX, () => this.drop());
      this.asked.set(replyAddress, { resolve: (answer) => resolve(answer as Commands[A]['answer']), reject, callOff });
      this.transport.send(encode({ type: 'send', address, replyAddress, body }));
    });
  }

  /** @param cursor where to go on; without one the inbox begins now */
  register(cursor: string | undefined): void {
    const headers = cursor === undefined ? {} : { cursor };
    this.transport.send(encode({ type: 'register', address: INBOX, headers }));
  }

  /** Ends it from this side, without waiting for the other. */
  drop(): void {
    this.transport.close();
    this.end(CLOSED_ABNORMALLY);
  }

  private hear(text: string): void {
    this.heardAt = this.clock.now();
    const frame = decode(text);
    if (frame !== undefined) this.take(frame);
  }

  private take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'pong':
        return;
      case 'rec':
        if (frame.address === INBOX) this.deliver(frame.body);
        else this.settle(frame.address)?.resolve(frame.body);
        return;
      case 'err': {
        const refusal = new Refused(frame.failureCode, frame.message, frame.retryAfterMs);
        if (frame.address === INBOX) this.listener.inboxRefused(refusal);
        else if (frame.address !== undefined) this.settle(frame.address)?.reject(refusal);
        return;
      }
      default:
        return frame satisfies never;
    }
  }

  private deliver(body: unknown): void {
    const event = inboxEvent(body);
    if (event !== undefined) this.listener.event(event);
  }

  private settle(replyAddress: string): Asked | undefined {
    const asked = this.asked.get(replyAddress);
    this.asked.delete(replyAddress);
    asked?.callOff();
    return asked;
  }

  private pingLater(): void {
    this.stopPinging = this.clock.after(PING_EVERY_MS, () => {
      if (this.clock.now() - this.heardAt > SILENT_MS_MAX) {
        this.drop();
      } else {
        this.transport.send(encode({ type: 'ping' }));
        this.pingLater();
      }
    });
  }

  private end(code: number): void {
    if (this.ended) return;
    this.ended = true;
    this.stopPinging();
    for (const replyAddress of [...this.asked.keys()]) this.settle(replyAddress)?.reject(new Lost());
    this.listener.closed(code);
  }
}
