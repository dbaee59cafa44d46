const FIRST_MS = 500;
const MOST_MS = 30_000;

/** How long to wait before the next try: twice as long each time, and never the same for two clients. */
export class Backoff {
  private tries = 0;

  /** @param random between 0 and 1 */
  constructor(private readonly random: () => number) {}

  /** Between half and all of a delay that doubles up to half a minute. */
  next(): number {
    const all = Math.min(MOST_MS, FIRST_MS * 2 ** this.tries);
    this.tries += 1;
    return Math.round(all / 2 + (this.random() * all) / 2);
  }

  reset(): void {
    this.tries = 0;
  }
}
