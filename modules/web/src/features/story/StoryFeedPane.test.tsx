import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StoryFeedPane } from './StoryFeedPane';
import { TestServer } from '../../lib/client/testing';
import { BEN } from '../../lib/model/testing';
import type { StoryFeed } from '../../lib/wire/wire';

const NOW = new Date().toISOString();
const LATER = new Date(Date.now() + 86_400_000).toISOString();
const EMPTY: StoryFeed = { items: [], state: 'one', next: null, notModified: false };
const ONE: StoryFeed = {
  items: [{ author: BEN, stories: [{ id: 't1', kind: 'text', at: NOW, expiresAt: LATER, seen: false }], unseen: 1, latestAt: NOW, closeFriend: false }],
  state: 'two',
  next: null,
  notModified: false,
};

let server: TestServer;

beforeEach(() => {
  server = new TestServer();
  server.has('/conversations', { items: [], next: null });
  server.has('/stories/feed?limit=100', EMPTY);
});

afterEach(() => {
  cleanup();
  server.close();
});

it('shows a story that a contact has just posted, and counts that it was seen', async () => {
  await server.connect();
  render(server.show(<StoryFeedPane />));
  await screen.findByText('No stories right now');
  server.has('/stories/feed?limit=100&state=one', ONE);
  server.has('/stories/t1', { id: 't1', author: BEN.id, kind: 'text', text: 'hello all', parts: [{ kind: 'text', text: 'hello all' }], at: NOW, expiresAt: LATER });

  await server.event({ type: 'story', story: 't1', author: BEN.id, at: NOW, expiresAt: LATER });
  fireEvent.click(await screen.findByRole('button', { name: /Ben.*1 story, 1 new/ }));

  expect(await screen.findByText('hello all')).toBeDefined();
  expect(server.asked).toContain('POST /stories/t1/views');
});

it('says that a story is over', async () => {
  server.has('/stories/feed?limit=100', ONE);
  await server.connect();
  render(server.show(<StoryFeedPane />));

  fireEvent.click(await screen.findByRole('button', { name: /Ben/ }));

  expect((await screen.findByRole('alert')).textContent).not.toBe('');
  expect(server.asked).not.toContain('POST /stories/t1/views');
});

it('replies to a story', async () => {
  server.has('/stories/feed?limit=100', ONE);
  server.has('/stories/t1', { id: 't1', author: BEN.id, kind: 'text', text: 'one', parts: [{ kind: 'text', text: 'one' }], caption: 'two', at: NOW, expiresAt: LATER });
  server.has('POST /stories/t1/replies', { conversation: 'c1', seq: 1, at: NOW, repeated: false });
  await server.connect();
  render(server.show(<StoryFeedPane />));
  fireEvent.click(await screen.findByRole('button', { name: /Ben/ }));
  expect(await screen.findByText('two')).toBeDefined();

  fireEvent.change(screen.getByLabelText('Reply'), { target: { value: ' lovely ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));

  expect(await screen.findByText('Sent')).toBeDefined();
  expect(server.bodies.get('POST /stories/t1/replies')).toMatchObject({ text: 'lovely' });
});

it('posts several pages for whom one chooses', async () => {
  server.has('POST /stories', {});
  await server.connect();
  render(server.show(<StoryFeedPane />));
  fireEvent.click(await screen.findByRole('button', { name: 'New story' }));

  fireEvent.change(screen.getByLabelText('What is new?'), { target: { value: 'one' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add a page' }));
  fireEvent.change(screen.getByLabelText('Page 2'), { target: { value: 'two' } });
  fireEvent.change(screen.getByLabelText('Who sees it'), { target: { value: 'closeFriends' } });
  fireEvent.change(screen.getByLabelText('How long'), { target: { value: '48' } });
  fireEvent.click(screen.getByRole('button', { name: 'Post' }));

  await vi.waitFor(() => expect(server.asked).toContain('POST /stories'));
  expect(server.bodies.get('POST /stories')).toMatchObject({
    parts: [
      { kind: 'text', text: 'one' },
      { kind: 'text', text: 'two' },
    ],
    audience: { kind: 'closeFriends' },
    lifetimeHours: 48,
  });
});
