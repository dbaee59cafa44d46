import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SearchPane } from './SearchPane';
import { TestServer } from '../../lib/client/testing';
import { aConversation, BEN } from '../../lib/model/testing';

const onOpen = vi.fn();
let server: TestServer;

beforeEach(() => {
  server = new TestServer();
  server.has('/conversations', { items: [aConversation('c1')], next: null });
});

afterEach(() => {
  cleanup();
  server.close();
});

function ask(q: string) {
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search messages' }), { target: { value: q } });
}

it('finds messages and leads to them', async () => {
  const hit = { conversation: 'c1', seq: 7, sender: BEN.id, at: new Date().toISOString(), text: '', highlight: 'a <em>kite</em> &amp; wind' };
  server.has('/search/messages?q=kite', { items: [hit], next: null, indexedThrough: hit.at });
  await server.connect();
  render(server.show(<SearchPane onOpen={onOpen} />));

  ask(' kite ');
  fireEvent.click(await screen.findByRole('button', { name: /Ben.*a kite & wind/ }));

  expect(screen.getByText('kite').tagName).toBe('MARK');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('c1', 7);
});

it('says that search is away', async () => {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ error: { code: 503, name: 'SEARCH_UNAVAILABLE', message: '' } }, { status: 503 })),
  );
  render(server.show(<SearchPane onOpen={onOpen} />));

  ask('kite');

  expect((await screen.findByRole('alert')).textContent).toContain('Search is away');
});
