import { act } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { Client } from './client';
import { ClientContext } from './context';
import { TestStorage, TestTransport } from '../connection/testing';
import { ADA } from '../model/testing';
import { TokenKeeper } from '../rest/tokens';

/** A server in the hands of a test, and Ada's client of it. */
export class TestServer {
  readonly me = ADA;
  readonly client: Client;
  /** What was asked of REST, as `GET /path`. */
  readonly asked: string[] = [];
  /** What came with it last, by the same. */
  readonly bodies = new Map<string, unknown>();
  private readonly answers = new Map<string, unknown>();
  private readonly sockets: TestTransport[] = [];
  private taken = 0;

  constructor() {
    sessionStorage.clear();
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.respond(url, init));
    const tokens = new TokenKeeper({
      store: new TestStorage(),
      refresh: () => Promise.reject(new Error('not asked for in these tests')),
      exclusively: (action) => action(),
      now: () => Date.now(),
    });
    tokens.keep({ user: ADA, sessionId: 's1', accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 });
    const connect = () => {
      const socket = new TestTransport();
      this.sockets.push(socket);
      return socket;
    };
    this.client = new Client({ connect, tokens, me: ADA });
  }

  /** The latest; what it does is waited for by [event], [answer], [refuse] and [end] of this class. */
  get socket(): TestTransport {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  }

  /** What REST answers from now on; a path with another method than GET begins with it. */
  has(path: string, body: unknown): void {
    this.answers.set(path, body);
  }

  /** The client connects, up to caught up. */
  async connect(): Promise<void> {
    this.client.session.start();
    await this.accept();
  }

  /** Takes the connection that the client is about to make. */
  async accept(): Promise<void> {
    const before = this.taken;
    await vi.waitFor(() => {
      if (this.sockets.length === before) throw new Error('no socket yet');
    });
    this.taken = this.sockets.length;
    await act(async () => {
      await this.socket.open();
      await this.socket.answer('session.open', { user: ADA.id, session: 's1' });
      await this.socket.event({ type: 'caught-up', cursor: 'cursor' });
    });
  }

  event(body: object): Promise<void> {
    return act(() => this.socket.event(body));
  }

  answer(address: string, body: object): Promise<void> {
    return act(() => this.socket.answer(address, body));
  }

  refuse(address: string, code: number): Promise<void> {
    return act(() => this.socket.refuse(address, code));
  }

  end(code: number): Promise<void> {
    return act(() => this.socket.end(code));
  }

  show(children: ReactNode) {
    return <ClientContext value={this.client}>{children}</ClientContext>;
  }

  close(): void {
    this.client.session.end();
    vi.unstubAllGlobals();
  }

  private respond(url: string, init: RequestInit): Promise<Response> {
    const path = url.replace(/^\/v1/, '');
    const method = init.method ?? 'GET';
    this.asked.push(`${method} ${path}`);
    if (typeof init.body === 'string') this.bodies.set(`${method} ${path}`, JSON.parse(init.body));
    const known = this.answers.get(method === 'GET' ? path : `${method} ${path}`);
    return Promise.resolve(
      known === undefined
        ? Response.json({ error: { code: 112, name: 'UNKNOWN_ROUTE', message: path } }, { status: 404 })
        : Response.json(known),
    );
  }
}
