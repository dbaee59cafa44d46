const LOCK = 'starling.refresh';
const LEASE_MS = 25_000;
const SETTLE_MS = 50;

/** Runs one action at a time over all tabs: by the browser's locks, or, where a page has none, by a lease in its store. */
export async function exclusively<T>(action: () => Promise<T>): Promise<T> {
  // Only pages that came over HTTPS or from this machine have them.
  const locks = (navigator as { locks?: LockManager }).locks;
  if (locks !== undefined) return locks.request(LOCK, action);
  const mine = crypto.getRandomValues(new Uint32Array(2)).join('.');
  while (!(await leased(mine))) await wait(SETTLE_MS * (1 + Math.random()));
  try {
    return await action();
  } finally {
    localStorage.removeItem(LOCK);
  }
}

/** Whoever wrote last has it. */
async function leased(mine: string): Promise<boolean> {
  const [, until] = (localStorage.getItem(LOCK) ?? '').split(' ');
  if (Number(until ?? 0) > Date.now()) return false;
  localStorage.setItem(LOCK, `${mine} ${Date.now() + LEASE_MS}`);
  await wait(SETTLE_MS);
  return localStorage.getItem(LOCK)?.startsWith(mine) ?? false;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
