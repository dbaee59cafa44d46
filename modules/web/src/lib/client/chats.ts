import { Store } from './store';
import {
  find,
  noConversations,
  strangers,
  withConversations,
  withEvent,
  withHistory,
  withoutTimelines,
  withPerson,
  withReceipt,
  withTimeline,
  type Conversations,
} from '../model/conversations';
import type { Unsent } from '../connection/outbox';
import type { Rest } from '../rest/rest';
import {
  PAGE_LIMIT_MAX,
  type Accepted,
  type Conversation,
  type ConversationEvent,
  type ConversationId,
  type History,
  type OpenConversation,
  type Page,
  type SignalReceipt,
  type User,
} from '../wire/wire';

/** How far back a single message is looked for. */
const REVEAL_PAGES_MAX = 50;
const HISTORY_PAGE = 50;

/** The person's conversations: what has been read of them over REST, and what comes over the socket. */
export class Chats {
  readonly state: Store<Conversations>;
  private readonly asking = new Set<string>();

  constructor(
    private readonly rest: Rest,
    private readonly me: User,
  ) {
    this.state = new Store(noConversations(me));
  }

  /** Reads again what may lack something: the list, and the one conversation that is looked at. */
  async reload(shown: ConversationId | undefined): Promise<void> {
    this.state.update((state) => withoutTimelines(state, shown));
    await Promise.all([this.loadList(), shown === undefined ? undefined : this.loadLatest(shown)]);
  }

  async loadList(cursor?: string): Promise<void> {
    try {
      const page = await this.rest.get<Page<Conversation>>('/conversations', { cursor });
      this.state.update((state) => ({
        ...withConversations(state, page.items),
        listStatus: 'ready',
        next: page.next,
      }));
    } catch {
      this.state.update((state) => (state.listStatus === 'loading' ? { ...state, listStatus: 'failed' } : state));
    }
  }

  /** Somebody looks at it: its members, and the newest of its history, unless they are here already. */
  async show(id: ConversationId): Promise<void> {
    const state = this.state.get();
    const missing = [];
    if (state.timelines.get(id)?.status !== 'ready') missing.push(this.loadLatest(id));
    if (find(state, id)?.members === undefined) missing.push(this.load(id));
    await Promise.all(missing);
    this.meet(id);
  }

  load(id: ConversationId): Promise<void> {
    return this.once(`conversation ${id}`, async () => {
      const conversation = await this.rest.get<Conversation>(`/conversations/${id}`);
      this.state.update((state) => withConversations(state, [conversation]));
    });
  }

  loadOlder(id: ConversationId, limit = HISTORY_PAGE): Promise<void> {
    return this.once(`older ${id}`, async () => {
      const timeline = this.state.get().timelines.get(id);
      const oldest = timeline?.events[0];
      if (timeline?.status !== 'ready' || !timeline.hasOlder || oldest === undefined) return;
      await this.loadPage(id, { before: oldest.seq, limit });
      this.meet(id);
    });
  }

  /** Reads back as far as this message. */
  async reveal(id: ConversationId, seq: number): Promise<void> {
    await this.show(id);
    for (let pages = 0; pages < REVEAL_PAGES_MAX; pages += 1) {
      const timeline = this.state.get().timelines.get(id);
      if (!timeline?.hasOlder || (timeline.events[0]?.seq ?? 0) <= seq) return;
      await this.loadOlder(id, PAGE_LIMIT_MAX);
    }
  }

  async open(wanted: OpenConversation): Promise<ConversationId> {
    const opened = await this.rest.post<Conversation>('/conversations', wanted);
    this.state.update((state) => withConversations(state, [opened]));
    return opened.id;
  }

  hear(event: ConversationEvent): void {
    this.state.update((state) => withEvent(state, event));
    if (find(this.state.get(), event.conversation) === undefined) void this.load(event.conversation);
    this.meet(event.conversation);
  }

  /** A message of one's own is durable: it stands where the server put it. */
  accepted({ clientId, text, attachments }: Unsent, accepted: Accepted): void {
    this.hear({ type: 'message', sender: this.me.id, clientId, text, ...(attachments && { attachments }), ...accepted });
  }

  heardReceipt(receipt: SignalReceipt): void {
    this.state.update((state) => withReceipt(state, receipt));
    const mine = find(this.state.get(), receipt.conversation);
    // How many are left unread behind a mark in the middle is the server's to count.
    if (receipt.user === this.me.id && mine !== undefined && mine.unread > 0) void this.load(mine.id);
  }

  private loadLatest(id: ConversationId): Promise<void> {
    return this.once(`latest ${id}`, async () => {
      const known = this.state.get().timelines.get(id);
      if (known?.status !== 'ready') this.state.update((state) => withTimeline(state, id, { status: 'loading' }));
      await this.loadPage(id, { limit: HISTORY_PAGE });
    });
  }

  private async loadPage(id: ConversationId, query: { before?: number; limit: number }): Promise<void> {
    try {
      const page = await this.rest.get<History>(`/conversations/${id}/events`, query);
      this.state.update((state) => withHistory(apartFrom(state, id, page), id, page));
    } catch {
      this.state.update((state) =>
        state.timelines.get(id)?.status === 'loading' ? withTimeline(state, id, { status: 'failed' }) : state,
      );
    }
  }

  /** Asks for the names that came with neither the conversation nor what is said in it. */
  private meet(id: ConversationId): void {
    for (const sender of strangers(this.state.get(), id)) {
      void this.once(`person ${sender}`, async () => {
        const someone = await this.rest.get<User>(`/users/${sender}`);
        this.state.update((state) => withPerson(state, someone));
      });
    }
  }

  /** Asks one thing at a time; asking for it meanwhile is the same question. */
  private async once(question: string, ask: () => Promise<void>): Promise<void> {
    if (this.asking.has(question)) return;
    this.asking.add(question);
    try {
      await ask();
    } catch {
      // Whoever looks at it asks again: what is shown says what is missing.
    } finally {
      this.asking.delete(question);
    }
  }
}

/** A page that begins far behind what is here would leave a gap: what is here goes, it can be read again. */
function apartFrom(state: Conversations, id: ConversationId, page: History): Conversations {
  const last = state.timelines.get(id)?.events.at(-1);
  const first = page.items.at(-1);
  return last !== undefined && first !== undefined && first.seq > last.seq + 1
    ? withTimeline(state, id, { events: [], hasOlder: true })
    : state;
}
