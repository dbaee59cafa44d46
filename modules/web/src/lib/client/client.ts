import { Chats } from './chats';
import { Files } from './files';
import { ReadMarks } from './marks';
import { Store } from './store';
import { SYSTEM_CLOCK } from '../connection/clock';
import { Outbox, type Unsent } from '../connection/outbox';
import { Session, type ConnectionState, type SessionEvent } from '../connection/session';
import type { Transport } from '../connection/socket';
import { Rest } from '../rest/rest';
import type { TokenKeeper } from '../rest/tokens';
import type { ConversationId, User } from '../wire/wire';

export interface ClientParts {
  connect(): Transport;
  readonly tokens: TokenKeeper;
  readonly me: User;
}

/** Everything a signed-in person's client is made of. Lives as long as they are signed in, outside of what is shown. */
export class Client {
  readonly me: User;
  readonly rest: Rest;
  readonly chats: Chats;
  readonly files: Files;
  readonly outbox: Outbox;
  readonly session: Session;
  readonly connection = new Store<ConnectionState>({ status: 'idle' });
  readonly unsent: Store<readonly Unsent[]>;
  /** Counts what may have changed the story feed. */
  readonly storyNews = new Store(0);
  private readonly marks: ReadMarks;
  private shown: ConversationId | undefined;

  constructor(parts: ClientParts) {
    this.me = parts.me;
    this.rest = new Rest(parts.tokens);
    this.chats = new Chats(this.rest, parts.me);
    const clock = SYSTEM_CLOCK;
    this.files = new Files(this.rest, () => clock.now());
    this.session = new Session(
      { connect: () => parts.connect(), tokens: parts.tokens, clock, random: Math.random },
      {
        changed: (state) => this.connectionChanged(state),
        event: (event) => this.hear(event),
        reload: () => void this.chats.reload(this.shown),
      },
    );
    this.outbox = new Outbox(
      {
        send: (message) => this.session.ask('message.send', message),
        store: sessionStorage,
        key: `starling.outbox.${parts.me.id}`,
        clock,
        newClientId,
      },
      {
        changed: (unsent) => this.unsent.set(unsent),
        accepted: (message, accepted) => this.chats.accepted(message, accepted),
      },
    );
    this.unsent = new Store(this.outbox.all());
    this.marks = new ReadMarks(clock, async (kind, mark) => {
      this.chats.heardReceipt(await this.session.ask(`conversation.${kind}`, mark));
    });
  }

  /** The conversation that is looked at. */
  show(conversation: ConversationId | undefined): void {
    this.shown = conversation;
    if (conversation !== undefined) void this.chats.show(conversation);
  }

  /** The person has seen it up to here. */
  read(conversation: ConversationId, seq: number): void {
    this.marks.reached('read', conversation, seq);
  }

  private connectionChanged(state: ConnectionState): void {
    this.connection.set(state);
    if (state.status === 'live') {
      this.outbox.open();
      this.marks.open();
      this.storyNews.update((count) => count + 1);
    } else {
      this.outbox.close();
      this.marks.close();
    }
  }

  private hear(event: SessionEvent): void {
    switch (event.type) {
      case 'message':
        if (event.sender === this.me.id) this.outbox.discard(event.clientId);
        else this.marks.reached('delivered', event.conversation, event.seq);
        this.chats.hear(event);
        return;
      case 'receipt':
        this.chats.heardReceipt(event);
        return;
      case 'story':
      case 'story-seen': // On another device: the feed says so, too.
      case 'story-gone':
        this.storyNews.update((count) => count + 1);
        return;
      case 'thread': // This client shows no list of threads.
      case 'story-viewed': // Whoever wants to know looks at the list.
      case 'story-reacted':
      case 'story-answered':
      case 'story-mentioned':
        return;
      case 'typing':
      case 'presence':
      case 'join-request':
        return; // Not shown yet: nobody is watched, and no group is run from here.
      default:
        this.chats.hear(event);
    }
  }
}

/** 128 random bits: pages that came over plain HTTP have no `crypto.randomUUID`. */
function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
