import { expect, it } from 'vitest';
import { pathOf, routeOf, type Route } from './router';

it.each<Route>([
  { pane: 'chats' },
  { pane: 'stories' },
  { pane: 'search' },
  { pane: 'chats', conversation: 'c9', seq: undefined },
  { pane: 'search', conversation: 'c9', seq: 42 },
])('reads the address that it writes: %o', (route) => {
  const url = new URL(pathOf(route), 'http://starling');

  expect(routeOf(url.pathname, url.search, route.pane)).toEqual(route);
});

it('shows the conversations at an address that is none', () => {
  expect(routeOf('/conversations/c9/more', '', 7)).toEqual({ pane: 'chats' });
  expect(routeOf('/conversations/c9', '?seq=x', 'toString')).toEqual({ pane: 'chats', conversation: 'c9' });
});
