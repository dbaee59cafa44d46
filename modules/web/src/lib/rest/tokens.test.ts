import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, Unreachable } from './rest';
import { TokenKeeper } from './tokens';
import { SignedOut } from '../connection/session';
import { settle, TestStorage } from '../connection/testing';
import { ErrorCode, type SignedIn } from '../wire/wire';

const refresh = vi.fn<(refreshToken: string) => Promise<SignedIn>>();
let now: number;
let store: TestStorage;
let keeper: TokenKeeper;
let lock: Promise<unknown>;

function signedIn(generation: number): SignedIn {
  return {
    user: { id: 'u1', username: 'ada', displayName: 'Ada' },
    sessionId: 's1',
    accessToken: `access-${generation}`,
    refreshToken: `refresh-${generation}`,
    expiresIn: 900,
  };
}

/** What the browser's locks do over all tabs. */
function exclusively<T>(action: () => Promise<T>): Promise<T> {
  const mine = lock.then(action);
  lock = mine.catch(() => undefined);
  return mine;
}

function newTab(): TokenKeeper {
  return new TokenKeeper({ store, refresh, exclusively, now: () => now });
}

beforeEach(() => {
  vi.resetAllMocks();
  now = 1_000_000;
  lock = Promise.resolve();
  store = new TestStorage();
  keeper = newTab();
  keeper.keep(signedIn(1));
});

describe('TokenKeeper', () => {
  it('uses a token until shortly before its end', async () => {
    refresh.mockResolvedValue(signedIn(2));
    now += 869_000;
    expect(await keeper.get()).toBe('access-1');

    now += 2_000;

    expect(await keeper.get()).toBe('access-2');
    expect(refresh).toHaveBeenCalledExactlyOnceWith('refresh-1');
  });

  it('refreshes once, however many ask', async () => {
    refresh.mockResolvedValue(signedIn(2));

    const tokens = await Promise.all([keeper.renew('access-1'), keeper.renew('access-1')]);

    expect(tokens).toEqual(['access-2', 'access-2']);
    expect(refresh).toHaveBeenCalledOnce();
  });

  it('uses no refresh token that another tab has used', async () => {
    refresh.mockResolvedValueOnce(signedIn(2)).mockResolvedValueOnce(signedIn(3));

    const tokens = await Promise.all([keeper.renew('access-1'), newTab().renew('access-1')]);

    expect(tokens).toEqual(['access-2', 'access-2']);
    expect(refresh).toHaveBeenCalledExactlyOnceWith('refresh-1');
  });

  it('is signed out when the refresh token is refused', async () => {
    refresh.mockRejectedValue(new ApiError(401, ErrorCode.REFRESH_TOKEN_REUSED, 'reused'));

    await expect(keeper.renew('access-1')).rejects.toEqual(new SignedOut(ErrorCode.REFRESH_TOKEN_REUSED));
  });

  it('is not signed out by a server that is away', async () => {
    refresh.mockRejectedValueOnce(new Unreachable()).mockResolvedValueOnce(signedIn(2));

    await expect(keeper.renew('access-1')).rejects.toBeInstanceOf(Unreachable);
    await settle();

    expect(await keeper.renew('access-1')).toBe('access-2');
  });

  it('has nothing for nobody', async () => {
    keeper.forget();

    expect(keeper.session()).toBeUndefined();
    await expect(keeper.get()).rejects.toBeInstanceOf(SignedOut);
  });
});
