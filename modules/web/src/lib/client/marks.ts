import type { Clock } from '../connection/clock';
import type { ConversationId, MarkSeq } from '../wire/wire';

export type MarkKind = 'read' | 'delivered';

const GATHER_MS = 300;

interface Mark {
  readonly kind: MarkKind;
  readonly conversation: ConversationId;
  readonly seq: number;
}

/**
 * Tells the server how far the person has come. Marks only grow, so of many in a short while the last is told, and one
 * that was lost is told again with the next connection.
 */
export class ReadMarks {
  private readonly untold = new Map<string, Mark>();
  private readonly told = new Map<string, number>();
  private isOpen = false;
  private isWaiting = false;

  constructor(
    private readonly clock: Clock,
    private readonly tell: (kind: MarkKind, mark: MarkSeq) => Promise<void>,
  ) {}

  reached(kind: MarkKind, conversation: ConversationId, seq: number): void {
    const key = `${kind} ${conversation}`;
    const reached = Math.max(this.told.get(key) ?? 0, this.untold.get(key)?.seq ?? 0);
    if (seq <= reached) return;
    this.untold.set(key, { kind, conversation, seq });
    this.tellSoon();
  }

  open(): void {
    this.isOpen = true;
    this.tellSoon();
  }

  close(): void {
    this.isOpen = false;
  }

  private tellSoon(): void {
    if (this.isWaiting || !this.isOpen || this.untold.size === 0) return;
    this.isWaiting = true;
    this.clock.after(GATHER_MS, () => {
      this.isWaiting = false;
      if (this.isOpen) for (const [key, mark] of [...this.untold]) void this.tellOne(key, mark);
    });
  }

  private async tellOne(key: string, { kind, conversation, seq }: Mark): Promise<void> {
    this.untold.delete(key);
    this.told.set(key, seq);
    try {
      await this.tell(kind, { conversation, seq });
    } catch {
      // For the next connection, unless somebody got further meanwhile.
      if (!this.untold.has(key)) this.untold.set(key, { kind, conversation, seq });
      this.told.delete(key);
    }
  }
}
