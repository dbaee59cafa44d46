import { useCallback, useSyncExternalStore } from 'react';
import type { ConversationId } from '../lib/wire/wire';

export type PaneName = 'chats' | 'stories' | 'search';

/** What is shown: one of the lists, and a conversation beside it or, where there is no room, in its place. */
export interface Route {
  readonly pane: PaneName;
  readonly conversation?: ConversationId | undefined;
  /** A message of the conversation to go to. */
  readonly seq?: number | undefined;
}

const PANE_PATHS: Readonly<Record<PaneName, string>> = { chats: '/', stories: '/stories', search: '/search' };

export function pathOf(route: Route): string {
  if (route.conversation === undefined) return PANE_PATHS[route.pane];
  const at = route.seq === undefined ? '' : `?seq=${route.seq}`;
  return `/conversations/${encodeURIComponent(route.conversation)}${at}`;
}

/** @param besides the list that was left open, as the browser's history keeps it */
export function routeOf(path: string, query: string, besides: unknown): Route {
  const conversation = /^\/conversations\/([^/]+)$/.exec(path)?.[1];
  if (conversation !== undefined) {
    const seq = Number(new URLSearchParams(query).get('seq') ?? NaN);
    return {
      pane: isPane(besides) ? besides : 'chats',
      conversation: decodeURIComponent(conversation),
      seq: Number.isInteger(seq) ? seq : undefined,
    };
  }
  return { pane: path === '/stories' ? 'stories' : path === '/search' ? 'search' : 'chats' };
}

function isPane(value: unknown): value is PaneName {
  return typeof value === 'string' && Object.hasOwn(PANE_PATHS, value);
}

const listeners = new Set<() => void>();
let current = read();

function read(): Route {
  return routeOf(location.pathname, location.search, history.state);
}

function reread(): void {
  current = read();
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('popstate', reread);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('popstate', reread);
  };
}

export function useRoute(): [Route, (route: Route) => void] {
  const route = useSyncExternalStore(subscribe, () => current);
  const go = useCallback((to: Route) => {
    history.pushState(to.pane, '', pathOf(to));
    reread();
  }, []);
  return [route, go];
}
