import { useCallback, useState } from 'react';
import { useClient } from '../../lib/client/context';
import { wordsOf } from '../../lib/rest/words';
import type { Attachment } from '../../lib/wire/wire';

/** A file that was chosen for the next message. */
export interface Chosen {
  readonly key: number;
  readonly name: string;
  /** Once the server has it. */
  readonly attachment?: Attachment;
  /** Why it does not. */
  readonly problem?: string;
}

let keys = 0;

/** Sends files to the server while the message they belong to is being written. */
export function useUploads() {
  const { files } = useClient();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);

  const add = useCallback(
    (file: File) => {
      const key = ++keys;
      const change = (next: Partial<Chosen>) =>
        setChosen((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
      setChosen((all) => [...all, { key, name: file.name }]);
      files.upload(file).then(
        (attachment) => change({ attachment }),
        (cause: unknown) => change({ problem: wordsOf(cause) }),
      );
    },
    [files],
  );
  const remove = useCallback((key: number) => setChosen((all) => all.filter((one) => one.key !== key)), []);
  const clear = useCallback(() => setChosen([]), []);
  return { chosen, add, remove, clear };
}
