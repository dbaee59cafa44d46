import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';
import { webSocket } from '../lib/connection/webSocket';
import { exclusively } from '../lib/rest/exclusively';
import { call } from '../lib/rest/rest';
import { TokenKeeper } from '../lib/rest/tokens';
import type { SignedIn } from '../lib/wire/wire';
import './base.css';
import './shell.css';
import './features.css';

const tokens = new TokenKeeper({
  store: localStorage,
  refresh: (refreshToken) => call<SignedIn>('POST', '/sessions/refresh', { refreshToken }),
  exclusively,
  now: () => Date.now(),
});

const connect = () => webSocket(new URL('/eventbus/websocket', location.href.replace(/^http/, 'ws')));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App tokens={tokens} connect={connect} />
    </ErrorBoundary>
  </StrictMode>,
);
