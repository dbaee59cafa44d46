import { INBOX, type InboxEvent, type ServerFrame, type Signal } from '../wire/wire';

/** Everything the client says: the frames of the Vert.x event-bus bridge. */
export type ClientFrame =
  | { readonly type: 'send'; readonly address: string; readonly replyAddress: string; readonly body: unknown }
  | { readonly type: 'register'; readonly address: typeof INBOX; readonly headers: { readonly cursor?: string } }
  | { readonly type: 'ping' };

export function encode(frame: ClientFrame): string {
  return JSON.stringify(frame);
}

/** Undefined for what is no frame, or one that a newer server made up. */
export function decode(text: string): ServerFrame | undefined {
  const frame = parse(text);
  if (!isObject(frame)) return undefined;
  switch (frame['type']) {
    case 'rec':
      return typeof frame['address'] === 'string' ? (frame as unknown as ServerFrame) : undefined;
    case 'err':
      return typeof frame['failureCode'] === 'number' ? (frame as unknown as ServerFrame) : undefined;
    case 'pong':
      return { type: 'pong' };
    default:
      return undefined;
  }
}

/** Every signal this client knows; the compiler asks for a new one. */
const SIGNALS: Record<Signal['type'], true> = {
  'caught-up': true,
  'too-long': true,
  receipt: true,
  thread: true,
  story: true,
  'story-seen': true,
  'story-viewed': true,
  'story-reacted': true,
  'story-answered': true,
  'story-mentioned': true,
  'story-gone': true,
  draining: true,
  typing: true,
  presence: true,
  'join-request': true,
};

/** Undefined for a signal that a newer server made up. What is durable has its place, whatever it is. */
export function inboxEvent(body: unknown): InboxEvent | undefined {
  if (!isObject(body) || typeof body['type'] !== 'string') return undefined;
  const isKnown = typeof body['seq'] === 'number' || Object.hasOwn(SIGNALS, body['type']);
  return isKnown ? (body as unknown as InboxEvent) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
