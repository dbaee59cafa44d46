import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConversationList } from './ConversationList';
import { ConversationView } from './ConversationView';
import { TestServer } from '../../lib/client/testing';
import { aConversation, aMessage, BEN } from '../../lib/model/testing';
import { ErrorCode, type Attachment } from '../../lib/wire/wire';

let server: TestServer;
const onOpen = vi.fn();

beforeEach(() => {
  server = new TestServer();
  server.has('/conversations', { items: [aConversation('c1', { headSeq: 2, unread: 2, lastMessage: aMessage(2) })], next: null });
  server.has('/conversations/c1/events?limit=50', { items: [aMessage(2), aMessage(1)], next: null });
  server.has('/contacts?limit=200', { items: [], next: null });
});

afterEach(() => {
  cleanup();
  server.close();
});

function log() {
  return within(screen.getByRole('log', { name: 'Messages' }));
}

async function write(text: string) {
  const input = await screen.findByRole('textbox', { name: 'Message to Ben' });
  fireEvent.change(input, { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
}

it('lists conversations with what is unread, and keeps up with what happens', async () => {
  await server.connect();
  render(server.show(<ConversationList selected={undefined} onOpen={onOpen} />));
  expect(await screen.findByRole('button', { name: /Ben.*text 2.*2 unread/ })).toBeDefined();

  await server.event(aMessage(3, { text: 'and more' }));

  fireEvent.click(await screen.findByRole('button', { name: /Ben.*and more.*3 unread/ }));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('c1');
});

it('fetches a conversation that somebody else has begun', async () => {
  await server.connect();
  render(server.show(<ConversationList selected={undefined} onOpen={onOpen} />));
  server.has('/conversations/c7', aConversation('c7', { kind: 'group', title: 'Rowing', headSeq: 1 }));

  await server.event({ type: 'created', conversation: 'c7', seq: 1, sender: BEN.id, at: aMessage(1).at, title: 'Rowing' });

  expect(await screen.findByRole('button', { name: /Rowing/ })).toBeDefined();
});

it('counts the members of a big group, and asks who somebody is that it was not told of', async () => {
  server.has('/conversations/c7', aConversation('c7', { kind: 'group', title: 'Everybody', memberCount: 5000, headSeq: 1 }));
  server.has('/conversations/c7/events?limit=50', { items: [aMessage(1, { conversation: 'c7', sender: 'u77' })], next: null });
  server.has('/users/u77', { id: 'u77', username: 'cleo', displayName: 'Cleo' });
  await server.connect();

  render(server.show(<ConversationView id="c7" onBack={onOpen} />));

  expect(await screen.findByText('5000 members')).toBeDefined();
  expect(await log().findByText(/Cleo/)).toBeDefined();
});

it('shows a message at once, and puts it in its place when it is acknowledged', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');

  await write('hello');
  expect(log().getByText('Sending')).toBeDefined();
  const sent = server.socket.to('message.send')[0]?.body;
  await server.answer('message.send', { conversation: 'c1', seq: 3, at: aMessage(3).at });
  await server.event(aMessage(3, { sender: server.me.id, clientId: String(sent?.['clientId']), text: 'hello' }));

  expect(log().getAllByText('hello')).toHaveLength(1);
  expect(await log().findByText('Sent')).toBeDefined();
  expect(log().queryByText('Sending')).toBeNull();
});

it('offers a message that was refused for another try, under the same client id', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await write('hello');

  await server.refuse('message.send', ErrorCode.BLOCKED);
  expect((await log().findByRole('alert')).textContent).toContain('One of you has blocked the other.');
  fireEvent.click(log().getByRole('button', { name: 'Try again' }));

  const [first, second] = server.socket.to('message.send');
  expect(second?.body).toEqual(first?.body);
});

it('keeps what is written while the connection is away, and sends it with the next', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');
  await server.end(1006);

  await write('later');
  expect(await log().findByText('Waiting for the connection')).toBeDefined();
  server.client.session.wake();
  await server.accept();

  expect(server.socket.to('message.send')[0]?.body).toMatchObject({ conversation: 'c1', text: 'later' });
});

it('says that it was read, as far as it is shown', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));

  await vi.waitFor(() => {
    expect(server.socket.to('conversation.read').map((frame) => frame.body)).toEqual([{ conversation: 'c1', seq: 2 }]);
  });
});

it('reads further back when asked', async () => {
  server.has('/conversations/c1/events?limit=50', { items: [aMessage(4), aMessage(3)], next: 'more' });
  server.has('/conversations/c1/events?before=3&limit=50', { items: [aMessage(2), aMessage(1)], next: null });
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));

  fireEvent.click(await screen.findByRole('button', { name: 'Earlier messages' }));

  await screen.findByText('text 1');
  expect(log().getAllByText(/^text \d$/).map((one) => one.textContent)).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
  expect(screen.queryByRole('button', { name: 'Earlier messages' })).toBeNull();
});

it('does not take over what somebody else wrote as markup', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');

  await server.event(aMessage(3, { text: '<img src=x onerror=alert(1)>' }));

  expect(await log().findByText('<img src=x onerror=alert(1)>')).toBeDefined();
  expect(document.querySelector('img')).toBeNull();
});

const PICTURE: Attachment = {
  id: 'm1',
  kind: 'picture',
  contentType: 'image/png',
  name: 'beach.png',
  size: 2_500_000,
  width: 560,
  height: 280,
  blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  thumbnail: true,
};
const NOTES: Attachment = { id: 'm2', kind: 'file', contentType: 'text/plain', name: 'notes.txt', size: 1200, thumbnail: false };

it('shows the files of a message: the place of a picture before the picture, others by name and size', async () => {
  server.has('/conversations/c1/messages/3/attachments/m1', { url: '/media/m1', thumbnailUrl: '/media/m1/thumbnail', expiresAt: '2099-01-01T00:00:00.000Z' });
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');

  await server.event(aMessage(3, { text: '', attachments: [PICTURE, NOTES] }));

  const picture = await log().findByRole('img', { name: 'beach.png' });
  expect([picture.getAttribute('width'), picture.getAttribute('height')]).toEqual(['280', '140']);
  expect(picture.style.backgroundColor).not.toBe('');
  await vi.waitFor(() => expect(picture.getAttribute('src')).toBe('/media/m1/thumbnail'));
  expect(picture.closest('a')?.getAttribute('href')).toBe('/media/m1');
  expect(log().getByText('notes.txt')).toBeDefined();
  expect(log().getByText('1.2 kB')).toBeDefined();
  expect(await log().findByText('This file could not be found.')).toBeDefined();
});

it('shows the story that a reply is about, and that it is over', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');

  await server.event(aMessage(3, { story: { id: 't1', author: 'u1', preview: 'On the summit!' } }));
  await server.event(aMessage(4, { story: { id: 't2', author: 'u1', gone: true } }));

  expect(await log().findByText('Story: On the summit!')).toBeDefined();
  expect(await log().findByText('A story that is over')).toBeDefined();
});

it('shows what is behind a link while the text has it', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');
  const preview = { url: 'https://example.org/walrus', title: 'The walrus', description: 'All of it.', siteName: 'Seas' };

  await server.event(aMessage(3, { text: `see ${preview.url}`, preview }));
  await server.event(aMessage(4, { text: 'edited', preview: { ...preview, title: 'Gone' } }));
  await server.event(aMessage(5, { text: 'javascript:alert(1)', preview: { ...preview, url: 'javascript:alert(1)', title: 'Bad' } }));

  const card = await log().findByRole('link', { name: /The walrus/u });
  expect(card.getAttribute('href')).toBe(preview.url);
  expect(card.getAttribute('rel')).toBe('noopener noreferrer');
  expect(card.textContent).toContain('Seas · example.org');
  await log().findByText('javascript:alert(1)');
  expect(log().queryByText('Gone')).toBeNull();
  expect(log().queryByText('Bad')).toBeNull();
});

it('sends the files that were chosen, once they are there, and needs no text then', async () => {
  server.has('POST /media', NOTES);
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  const send = await screen.findByRole('button', { name: 'Send' });

  fireEvent.change(screen.getByLabelText('Attach files'), { target: { files: [new File(['x'], 'notes.txt')] } });
  expect(send).toHaveProperty('disabled', true);
  await vi.waitFor(() => expect(send).toHaveProperty('disabled', false));
  fireEvent.click(send);

  expect(server.socket.to('message.send')[0]?.body).toMatchObject({ conversation: 'c1', text: '', attachments: ['m2'] });
  expect(log().getByText('notes.txt')).toBeDefined();
  expect(screen.queryByRole('list', { name: 'Files to send' })).toBeNull();
});

it('says why a file was refused, and sends the message without it', async () => {
  await server.connect();
  render(server.show(<ConversationView id="c1" onBack={onOpen} />));
  await screen.findByText('text 2');

  fireEvent.change(screen.getByLabelText('Attach files'), { target: { files: [new File(['x'], 'huge.bin')] } });
  await screen.findByRole('alert');
  fireEvent.click(screen.getByRole('button', { name: 'Leave out huge.bin' }));
  await write('without it');

  expect(server.socket.to('message.send')[0]?.body).toMatchObject({ text: 'without it' });
});
