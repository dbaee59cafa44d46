import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, Rest, Unreachable } from './rest';

const tokens = { get: () => Promise.resolve('token-1'), renew: vi.fn(() => Promise.resolve('token-2')) };
const fetched = vi.fn<typeof fetch>();
const rest = new Rest(tokens);

afterEach(() => {
  vi.resetAllMocks();
  vi.unstubAllGlobals();
});

function server(...answers: (Response | Error)[]): void {
  for (const answer of answers) {
    if (answer instanceof Error) fetched.mockRejectedValueOnce(answer);
    else fetched.mockResolvedValueOnce(answer);
  }
  vi.stubGlobal('fetch', fetched);
}

function refusal(status: number, code: number): Response {
  return Response.json({ error: { code, name: 'X', message: 'no', retryAfterMs: 1500 } }, { status });
}

describe('Rest', () => {
  it('asks with the token and leaves out what is not given', async () => {
    server(Response.json({ items: [] }));

    await rest.get('/users', { q: 'a&b', cursor: undefined, limit: 5 });

    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(url).toBe('/v1/users?q=a%26b&limit=5');
    expect(init?.headers).toEqual({ Authorization: 'Bearer token-1' });
  });

  it('asks once more with another token when its own is refused', async () => {
    tokens.renew.mockResolvedValueOnce('token-2');
    server(refusal(401, 203), Response.json({ id: 'c9' }));

    expect(await rest.get('/conversations/c9')).toEqual({ id: 'c9' });

    expect(tokens.renew).toHaveBeenCalledExactlyOnceWith('token-1');
    expect(fetched.mock.calls[1]?.[1]?.headers).toEqual({ Authorization: 'Bearer token-2' });
  });

  it('says what the server said', async () => {
    server(refusal(403, 200));

    await expect(rest.get('/x')).rejects.toEqual(new ApiError(403, 200, 'no', 1500));
  });

  it('takes nothing for an answer where nothing is one', async () => {
    server(new Response(null, { status: 204 }));

    await expect(rest.put('/contacts/u2')).resolves.toBeUndefined();
  });

  it('tells a server that is away from one that refuses', async () => {
    server(new TypeError('failed to fetch'), new Response('<html>', { status: 502 }));

    await expect(rest.get('/x')).rejects.toBeInstanceOf(Unreachable);
    await expect(rest.get('/x')).rejects.toMatchObject({ status: 502, code: 900 });
  });
});
