import { useCallback, useState } from 'react';

export interface Action<A extends unknown[]> {
  readonly run: (...args: A) => void;
  readonly isRunning: boolean;
  /** Why it failed the last time. */
  readonly problem: unknown;
}

/** Something that takes a while and may fail. Runs once at a time. */
export function useAction<A extends unknown[]>(action: (...args: A) => Promise<unknown>): Action<A> {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const run = useCallback(
    (...args: A) => {
      if (isRunning) return;
      setRunning(true);
      setProblem(undefined);
      void action(...args)
        .catch((cause: unknown) => setProblem(cause))
        .finally(() => setRunning(false));
    },
    [action, isRunning],
  );
  return { run, isRunning, problem };
}
