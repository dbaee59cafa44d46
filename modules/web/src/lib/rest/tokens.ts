import { ApiError } from './rest';
import { SignedOut, type AccessTokens } from '../connection/session';
import type { SignedIn, User } from '../wire/wire';

export interface KeptSession {
  readonly user: User;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number;
}

export interface TokenParts {
  readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  refresh(refreshToken: string): Promise<SignedIn>;
  /** Runs one at a time, over all tabs. */
  exclusively<T>(action: () => Promise<T>): Promise<T>;
  now(): number;
}

export const SESSION_KEY = 'starling.session';

/** Renewed ahead of its end, so that no request finds it expired on the way. */
const EARLY_MS = 30_000;

/**
 * The tokens of this browser's session, shared by its tabs. A refresh token is good for one use, and a second use ends
 * the session: so tabs refresh one at a time, and each first looks whether another has done it.
 */
export class TokenKeeper implements AccessTokens {
  private refreshing: Promise<string> | undefined;

  constructor(private readonly parts: TokenParts) {}

  session(): KeptSession | undefined {
    try {
      const kept = JSON.parse(this.parts.store.getItem(SESSION_KEY) ?? 'null') as KeptSession | null;
      return kept ?? undefined;
    } catch {
      return undefined;
    }
  }

  keep({ user, accessToken, refreshToken, expiresIn }: SignedIn): void {
    const kept: KeptSession = { user, accessToken, refreshToken, expiresAt: this.parts.now() + expiresIn * 1000 };
    this.parts.store.setItem(SESSION_KEY, JSON.stringify(kept));
  }

  forget(): void {
    this.parts.store.removeItem(SESSION_KEY);
  }

  async get(): Promise<string> {
    const kept = this.required();
    return kept.expiresAt - this.parts.now() > EARLY_MS ? kept.accessToken : this.renew(kept.accessToken);
  }

  renew(refused: string): Promise<string> {
    this.refreshing ??= this.parts
      .exclusively(() => this.refresh(refused))
      .finally(() => {
        this.refreshing = undefined;
      });
    return this.refreshing;
  }

  private async refresh(refused: string): Promise<string> {
    const kept = this.required();
    if (kept.accessToken !== refused) return kept.accessToken;
    try {
      const fresh = await this.parts.refresh(kept.refreshToken);
      this.keep(fresh);
      return fresh.accessToken;
    } catch (cause) {
      const over = cause instanceof ApiError && (cause.status === 401 || cause.status === 403);
      throw over ? new SignedOut(cause.code) : cause;
    }
  }

  private required(): KeptSession {
    const kept = this.session();
    if (kept === undefined) throw new SignedOut();
    return kept;
  }
}
