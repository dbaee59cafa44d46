import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../../lib/client/context';
import type { Page, User, UserId } from '../../lib/wire/wire';
import { useDebounced } from '../../ui/useDebounced';

const TYPING_MS = 200;
const FOUND_MAX = 20;
const CONTACTS_MAX = 200;

/** People whose name begins so, without oneself; nobody for an empty beginning. */
export function usePeople(beginning: string): { people: readonly User[]; problem: unknown } {
  const { rest, me } = useClient();
  const q = useDebounced(beginning.trim(), TYPING_MS);
  const [found, setFound] = useState<{ people: readonly User[]; problem: unknown }>({ people: [], problem: undefined });
  useEffect(() => {
    let isWanted = true;
    const asked = q === '' ? Promise.resolve({ items: [] }) : rest.get<Page<User>>('/users', { q, limit: FOUND_MAX });
    asked.then(
      ({ items }) => isWanted && setFound({ people: items.filter((one) => one.id !== me.id), problem: undefined }),
      (problem: unknown) => isWanted && setFound({ people: [], problem }),
    );
    return () => {
      isWanted = false;
    };
  }, [q, rest, me]);
  return found;
}

export interface Contacts {
  readonly people: readonly User[];
  readonly has: (id: UserId) => boolean;
  readonly add: (person: User) => Promise<void>;
  readonly remove: (person: User) => Promise<void>;
}

/** Whom one knows: they see one's stories. */
export function useContacts(): Contacts {
  const { rest } = useClient();
  const [people, setPeople] = useState<readonly User[]>([]);
  useEffect(() => {
    let isWanted = true;
    rest.get<Page<User>>('/contacts', { limit: CONTACTS_MAX }).then(
      ({ items }) => isWanted && setPeople(items),
      () => undefined, // Without them there is one list less to pick from.
    );
    return () => {
      isWanted = false;
    };
  }, [rest]);
  const has = useCallback((id: UserId) => people.some((one) => one.id === id), [people]);
  const add = useCallback(
    async (person: User) => {
      await rest.put(`/contacts/${person.id}`);
      setPeople((all) => [...all.filter((one) => one.id !== person.id), person]);
    },
    [rest],
  );
  const remove = useCallback(
    async (person: User) => {
      await rest.delete(`/contacts/${person.id}`);
      setPeople((all) => all.filter((one) => one.id !== person.id));
    },
    [rest],
  );
  return { people, has, add, remove };
}
