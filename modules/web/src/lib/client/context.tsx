import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Client } from './client';
import type { Store } from './store';

export const ClientContext = createContext<Client | undefined>(undefined);

/** The client of whoever is signed in; only for what is shown to them. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('nobody is signed in here');
  return client;
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
