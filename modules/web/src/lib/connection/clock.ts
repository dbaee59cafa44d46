/** Time as the connection needs it, so that tests can turn it. */
export interface Clock {
  now(): number;
  /** Answers how to call it off. */
  after(ms: number, action: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
