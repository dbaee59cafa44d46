import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Files } from './files';
import { Rest } from '../rest/rest';

const PATH = '/v1/conversations/c1/messages/7/attachments/m1';
const fetched = vi.fn<typeof fetch>();
let now = Date.parse('2026-11-24T10:00:00.000Z');
let files: Files;

beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
  files = new Files(new Rest({ get: () => Promise.resolve('token'), renew: () => Promise.reject(new Error()) }), () => now);
});

afterEach(() => {
  vi.resetAllMocks();
  vi.unstubAllGlobals();
});

function addressed(minutes: number): Response {
  return Response.json({ url: '/media/m1', expiresAt: new Date(now + minutes * 60_000).toISOString() });
}

it('asks for an address once, and again when it is about to expire', async () => {
  fetched.mockResolvedValueOnce(addressed(60)).mockResolvedValueOnce(addressed(120));

  await files.address('c1', 7, 'm1');
  await files.address('c1', 7, 'm1');
  expect(fetched.mock.calls.map(([url]) => url)).toEqual([PATH]);
  now += 60 * 60_000;
  await files.address('c1', 7, 'm1');

  expect(fetched).toHaveBeenCalledTimes(2);
});

it('asks again after it was not answered', async () => {
  fetched.mockRejectedValueOnce(new TypeError('away')).mockResolvedValueOnce(addressed(60));

  await expect(files.address('c1', 7, 'm1')).rejects.toThrow();

  expect(await files.address('c1', 7, 'm1')).toMatchObject({ url: '/media/m1' });
});

it('sends a file as a form, and leaves its headers to the browser', async () => {
  fetched.mockResolvedValueOnce(Response.json({ id: 'm1' }, { status: 201 }));

  await files.upload(new File(['x'], 'notes.txt'));

  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(url).toBe('/v1/media');
  expect(init?.headers).toEqual({ Authorization: 'Bearer token' });
  expect(((init?.body as FormData).get('file') as File).name).toBe('notes.txt');
});
