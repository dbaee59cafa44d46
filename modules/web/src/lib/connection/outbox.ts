import type { Clock } from './clock';
import { Lost, Refused } from './socket';
import { ErrorCode, type Accepted, type Attachment, type ConversationId, type SendMessage } from '../wire/wire';

/** A message that the server has not acknowledged. */
export interface Unsent {
  readonly conversation: ConversationId;
  /** Given once: whatever is tried, it is tried under this name, so the server stores it once. */
  readonly clientId: string;
  readonly text: string;
  /** Files of it that the server has already. */
  readonly attachments?: readonly Attachment[];
  readonly writtenAt: number;
  readonly state: 'waiting' | 'failed';
  /** Why it failed. */
  readonly code?: number;
}

export interface OutboxParts {
  send(message: SendMessage): Promise<Accepted>;
  readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly key: string;
  readonly clock: Clock;
  newClientId(): string;
}

export interface OutboxListener {
  changed(unsent: readonly Unsent[]): void;
  accepted(message: Unsent, accepted: Accepted): void;
}

/** The same message may be taken after a wait. */
const LATER: ReadonlySet<number> = new Set([
  ErrorCode.TOO_MANY_REQUESTS,
  ErrorCode.OVERLOADED,
  ErrorCode.DATABASE_UNAVAILABLE,
  ErrorCode.DRAINING,
]);
const LATER_MS = 1_000;

/**
 * What somebody wrote and the server has not acknowledged, over lost connections and a reload of the page. Of each
 * conversation one message is on its way at a time, so they arrive as they were written.
 */
export class Outbox {
  private unsent: readonly Unsent[];
  private readonly underway = new Set<ConversationId>();
  private isOpen = false;

  constructor(
    private readonly parts: OutboxParts,
    private readonly listener: OutboxListener,
  ) {
    this.unsent = read(parts);
  }

  all(): readonly Unsent[] {
    return this.unsent;
  }

  add(conversation: ConversationId, text: string, attachments: readonly Attachment[] = []): Unsent {
    const message: Unsent = {
      conversation,
      clientId: this.parts.newClientId(),
      text,
      ...(attachments.length > 0 && { attachments }),
      writtenAt: this.parts.clock.now(),
      state: 'waiting',
    };
    this.become([...this.unsent, message]);
    this.sendNext(conversation);
    return message;
  }

  /** Tries a failed one again, under the name it has. */
  retry(clientId: string): void {
    const message = this.find(clientId);
    if (message?.state !== 'failed') return;
    this.replace({ ...message, state: 'waiting', code: undefined });
    this.sendNext(message.conversation);
  }

  discard(clientId: string): void {
    this.become(this.unsent.filter((one) => one.clientId !== clientId));
  }

  /** The connection is there: sends what waits. */
  open(): void {
    this.isOpen = true;
    for (const conversation of new Set(this.unsent.map((one) => one.conversation))) this.sendNext(conversation);
  }

  /** The connection is gone: what was on its way waits for the next. */
  close(): void {
    this.isOpen = false;
  }

  private sendNext(conversation: ConversationId): void {
    if (!this.isOpen || this.underway.has(conversation)) return;
    const next = this.unsent.find((one) => one.conversation === conversation && one.state === 'waiting');
    if (next === undefined) return;
    this.underway.add(conversation);
    void this.send(next).then((waitMs) => {
      this.underway.delete(conversation);
      if (waitMs === 0) this.sendNext(conversation);
      else this.parts.clock.after(waitMs, () => this.sendNext(conversation));
    });
  }

  /** Answers how long to wait before the next. */
  private async send(message: Unsent): Promise<number> {
    const { conversation, clientId, text, attachments } = message;
    const files = attachments && { attachments: attachments.map((one) => one.id) };
    try {
      const accepted = await this.parts.send({ conversation, clientId, text, ...files });
      this.discard(clientId);
      this.listener.accepted(message, accepted);
      return 0;
    } catch (cause) {
      if (cause instanceof Lost) return this.isOpen ? LATER_MS : 0;
      if (cause instanceof Refused && LATER.has(cause.code)) return cause.retryAfterMs ?? LATER_MS;
      const code = cause instanceof Refused ? cause.code : ErrorCode.INTERNAL;
      if (this.find(clientId) !== undefined) this.replace({ ...message, state: 'failed', code });
      return 0;
    }
  }

  private find(clientId: string): Unsent | undefined {
    return this.unsent.find((one) => one.clientId === clientId);
  }

  private replace(message: Unsent): void {
    this.become(this.unsent.map((one) => (one.clientId === message.clientId ? message : one)));
  }

  private become(unsent: readonly Unsent[]): void {
    this.unsent = unsent;
    keep(this.parts, unsent);
    this.listener.changed(unsent);
  }
}

/** As well as the browser can: a full store costs what a reload of the page would have kept, not the message. */
function keep({ store, key }: OutboxParts, unsent: readonly Unsent[]): void {
  try {
    if (unsent.length === 0) store.removeItem(key);
    else store.setItem(key, JSON.stringify(unsent));
  } catch {
    store.removeItem(key);
  }
}

function read({ store, key }: OutboxParts): readonly Unsent[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as Unsent[]) : [];
  } catch {
    return [];
  }
}
