import type { AccessTokens } from '../connection/session';
import { ErrorCode, type ErrorBody } from '../wire/wire';

/** The server answered with an error. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** There was no answer. */
export class Unreachable extends Error {}

export type Query = Readonly<Record<string, string | number | null | undefined>>;

const ANSWER_MS_MAX = 20_000;

/** One request, signed in or not. */
export async function call<T>(method: string, path: string, body?: unknown, token?: string): Promise<T> {
  const headers: Record<string, string> = {};
  // A form brings its own type, and takes as long as its file is large.
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
  if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/v1${path}`, {
      method,
      headers,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      cache: 'no-store',
      signal: isForm ? null : AbortSignal.timeout(ANSWER_MS_MAX),
    });
    text = await response.text();
  } catch {
    throw new Unreachable('the server does not answer');
  }
  if (!response.ok) throw errorOf(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Requests of somebody who is signed in. */
export class Rest {
  constructor(private readonly tokens: AccessTokens) {}

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.send<T>('GET', path + queryString(query));
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  upload<T>(path: string, form: FormData): Promise<T> {
    return this.send<T>('POST', path, form);
  }

  put(path: string): Promise<void> {
    return this.send('PUT', path);
  }

  delete(path: string): Promise<void> {
    return this.send('DELETE', path);
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const token = await this.tokens.get();
    try {
      return await call<T>(method, path, body, token);
    } catch (cause) {
      const refused = cause instanceof ApiError && cause.status === 401;
      if (!refused) throw cause;
      return call<T>(method, path, body, await this.tokens.renew(token));
    }
  }
}

function queryString(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function errorOf(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    return new ApiError(status, error.code, error.message, error.retryAfterMs);
  } catch {
    // Something in between, not a node.
    return new ApiError(status, ErrorCode.INTERNAL, `status ${status}`);
  }
}
