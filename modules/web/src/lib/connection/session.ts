import { Backoff } from './backoff';
import type { Clock } from './clock';
import { Lost, Refused, Socket, type Transport } from './socket';
import { CloseCode, COME_BACK_LAST, ErrorCode, type Commands, type InboxEvent } from '../wire/wire';

export type ConnectionState =
  | { readonly status: 'idle' }
  /** For the first time. */
  | { readonly status: 'connecting' }
  /** Everything that has happened is here, and what happens comes at once. */
  | { readonly status: 'live' }
  | { readonly status: 'reconnecting' }
  /** Coming back by itself is of no use: the session is over, or the server does not want this client. */
  | { readonly status: 'stopped'; readonly reason: 'signed-out' | 'refused'; readonly code: number };

/** What the owner of a session hears; the connection's own signals stay here. */
export type SessionEvent = Exclude<InboxEvent, { type: 'caught-up' | 'too-long' | 'draining' }>;

export interface SessionListener {
  changed(state: ConnectionState): void;
  event(event: SessionEvent): void;
  /** What is shown may lack something that will not come by itself: load it. */
  reload(): void;
}

/** The person's access token. Both reject with [SignedOut] when there is none to be had any more. */
export interface AccessTokens {
  get(): Promise<string>;
  /** Another one than this, which was refused. */
  renew(refused: string): Promise<string>;
}

export class SignedOut extends Error {
  constructor(readonly code: number = ErrorCode.UNAUTHENTICATED) {
    super('signed out');
  }
}

export interface SessionParts {
  connect(): Transport;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  readonly random: () => number;
}

/** From the first byte to caught up. */
const LIVE_WITHIN_MS = 20_000;
/** A leaving node chose the moment for this socket already; this only keeps tabs of one browser apart. */
const MOVE_JITTER_MS = 250;
/** A node that dies cuts off everybody at once: they come back one after the other. Whoever is woken does not wait. */
const CUT_JITTER_MS = 8_000;
/** The connection ended and nobody said why. */
const CUT = 1006;
/** A node that said it would close, and has not by then, never will. */
const DRAIN_GRACE_MS = 5_000;
const OVERLOADED_MS_MIN = 5_000;
/** Of those that say not to come back; others are not ours. */
const CLOSE_CODES_END = 4_200;

const SIGN_IN_CODES: ReadonlySet<number> = new Set([
  ErrorCode.UNAUTHENTICATED,
  ErrorCode.TOKEN_INVALID,
  ErrorCode.TOKEN_EXPIRED,
]);

/**
 * One person's connection for as long as they are signed in: opens sockets one after another, signs in on each, goes on
 * from the cursor, and knows when to come back and when not to.
 */
export class Session {
  private state: ConnectionState = { status: 'idle' };
  private readonly backoff: Backoff;
  private socket: Socket | undefined;
  private token = '';
  private cursor: string | undefined;
  private needsReload = true;
  private moving = false;
  private tokenRefused = false;
  /** Counts openings, so that what belongs to an earlier one is told apart. */
  private opening = 0;
  private callOff: () => void = () => undefined;

  constructor(
    private readonly parts: SessionParts,
    private readonly listener: SessionListener,
  ) {
    this.backoff = new Backoff(parts.random);
  }

  current(): ConnectionState {
    return this.state;
  }

  /** Begins, or begins anew after it has stopped. */
  start(): void {
    if (this.state.status !== 'idle' && this.state.status !== 'stopped') return;
    this.tokenRefused = false;
    this.backoff.reset();
    this.become({ status: 'connecting' });
    void this.open();
  }

  end(): void {
    this.opening += 1;
    this.callOff();
    const socket = this.socket;
    this.socket = undefined;
    socket?.drop();
    this.become({ status: 'idle' });
  }

  /** The network is back, or somebody looks: does not wait any longer. */
  wake(): void {
    const waits = this.state.status === 'reconnecting' || this.state.status === 'connecting';
    if (waits && this.socket === undefined) {
      this.callOff();
      void this.open();
    }
  }

  /** Rejects with [Lost] unless live. */
  ask<A extends keyof Commands>(address: A, body: Commands[A]['ask']): Promise<Commands[A]['answer']> {
    return this.socket !== undefined && this.state.status === 'live'
      ? this.socket.ask(address, body)
      : Promise.reject(new Lost());
  }

  private async open(): Promise<void> {
    this.opening += 1;
    const opening = this.opening;
    this.callOff = this.parts.clock.after(LIVE_WITHIN_MS, () => this.giveUp(opening));
    try {
      const token = this.tokenRefused ? await this.parts.tokens.renew(this.token) : await this.parts.tokens.get();
      if (opening !== this.opening) return;
      this.token = token;
    } catch (cause) {
      if (opening === this.opening) this.failed(cause);
      return;
    }
    this.moving = false;
    this.socket = new Socket(this.parts.connect(), this.parts.clock, {
      opened: () => void this.signIn(opening),
      event: (event) => {
        if (opening === this.opening) this.hear(event);
      },
      inboxRefused: (refusal) => {
        if (opening === this.opening) this.inboxRefused(refusal);
      },
      closed: (code) => {
        if (opening === this.opening) this.closed(code);
      },
    });
  }

  private giveUp(opening: number): void {
    if (opening !== this.opening) return;
    if (this.socket === undefined) this.failed(new Lost());
    else this.socket.drop();
  }

  private async signIn(opening: number): Promise<void> {
    try {
      await this.socket?.ask('session.open', { token: this.token });
      if (opening !== this.opening) return;
      this.tokenRefused = false;
      this.socket?.register(this.cursor);
    } catch (cause) {
      if (opening === this.opening && cause instanceof Refused) this.failed(cause);
      // Otherwise the socket is gone, and its end says what comes next.
    }
  }

  private hear(event: InboxEvent): void {
    switch (event.type) {
      case 'caught-up':
        this.caughtUp(event.cursor);
        return;
      case 'too-long':
        this.needsReload = true;
        return;
      case 'draining':
        this.moving = true;
        this.callOff();
        this.callOff = this.parts.clock.after(event.reconnectAfterMs + DRAIN_GRACE_MS, () => this.socket?.drop());
        return;
      default:
        this.listener.event(event);
    }
  }

  private caughtUp(cursor: string): void {
    this.cursor = cursor;
    if (this.needsReload) {
      this.needsReload = false;
      this.listener.reload();
    }
    if (this.state.status !== 'live') {
      if (!this.moving) this.callOff();
      this.backoff.reset();
      this.become({ status: 'live' });
    }
  }

  private inboxRefused(refusal: Refused): void {
    if (refusal.code === ErrorCode.BAD_CURSOR && this.cursor !== undefined) {
      this.cursor = undefined;
      this.needsReload = true;
      this.socket?.register(undefined);
    } else {
      this.failed(refusal);
    }
  }

  private closed(code: number): void {
    this.socket = undefined;
    if (code === CloseCode.SESSION_REVOKED) {
      this.stop('signed-out', code);
    } else if (code === CloseCode.NOT_AUTHENTICATED) {
      this.tokenWasRefused('refused', code);
    } else if (code > COME_BACK_LAST && code < CLOSE_CODES_END) {
      this.stop('refused', code);
    } else if (this.moving) {
      this.comeBack(Math.round(this.parts.random() * MOVE_JITTER_MS));
    } else if (code === CUT && this.state.status === 'live') {
      this.comeBack(Math.round(this.parts.random() * CUT_JITTER_MS));
    } else {
      this.comeBack(Math.max(code === CloseCode.OVERLOADED ? OVERLOADED_MS_MIN : 0, this.backoff.next()));
    }
  }

  /** This opening came to nothing, for a reason that is known. */
  private failed(cause: unknown): void {
    this.leave();
    if (cause instanceof SignedOut) {
      this.stop('signed-out', cause.code);
    } else if (cause instanceof Refused && cause.code === ErrorCode.SESSION_REVOKED) {
      this.stop('signed-out', cause.code);
    } else if (cause instanceof Refused && SIGN_IN_CODES.has(cause.code)) {
      this.tokenWasRefused('signed-out', cause.code);
    } else {
      const wanted = cause instanceof Refused ? (cause.retryAfterMs ?? 0) : 0;
      this.comeBack(Math.max(wanted, this.backoff.next()));
    }
  }

  /** Once is the token's age, twice is the session's end. */
  private tokenWasRefused(reason: 'signed-out' | 'refused', code: number): void {
    if (this.tokenRefused) {
      this.stop(reason, code);
    } else {
      this.tokenRefused = true;
      this.comeBack(0);
    }
  }

  private comeBack(afterMs: number): void {
    this.callOff();
    this.become({ status: this.state.status === 'connecting' ? 'connecting' : 'reconnecting' });
    this.callOff = this.parts.clock.after(afterMs, () => void this.open());
  }

  private stop(reason: 'signed-out' | 'refused', code: number): void {
    this.leave();
    this.become({ status: 'stopped', reason, code });
  }

  private leave(): void {
    this.opening += 1;
    this.callOff();
    const socket = this.socket;
    this.socket = undefined;
    socket?.drop();
  }

  private become(state: ConnectionState): void {
    if (state.status === this.state.status && state.status !== 'stopped') return;
    this.state = state;
    this.listener.changed(state);
  }
}
