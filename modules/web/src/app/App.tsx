import { useCallback, useEffect, useMemo, useState } from 'react';
import { Shell } from './Shell';
import { SignIn } from '../features/account/SignIn';
import { Client } from '../lib/client/client';
import { ClientContext } from '../lib/client/context';
import type { Transport } from '../lib/connection/socket';
import { call } from '../lib/rest/rest';
import { SESSION_KEY, type TokenKeeper } from '../lib/rest/tokens';
import type { SignedIn, User } from '../lib/wire/wire';

interface AppProps {
  tokens: TokenKeeper;
  connect: () => Transport;
}

/** Either the door, or the house of whoever is signed in. */
export function App({ tokens, connect }: AppProps) {
  const [user, setUser] = useState<User | undefined>(() => tokens.session()?.user);
  const [notice, setNotice] = useState<string>();

  // Another tab may sign out, or in as somebody else.
  useEffect(() => {
    function onStorage(event: StorageEvent) {
      if (event.key !== SESSION_KEY && event.key !== null) return;
      const now = tokens.session()?.user;
      setUser((before) => (before?.id === now?.id ? before : now));
    }
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, [tokens]);

  const onSignedIn = useCallback(
    (session: SignedIn) => {
      tokens.keep(session);
      setNotice(undefined);
      setUser(session.user);
    },
    [tokens],
  );
  const onSignedOut = useCallback(
    (why?: string) => {
      tokens.forget();
      setNotice(why);
      setUser(undefined);
    },
    [tokens],
  );

  return user === undefined ? (
    <SignIn onSignedIn={onSignedIn} notice={notice} />
  ) : (
    <House key={user.id} user={user} tokens={tokens} connect={connect} onSignedOut={onSignedOut} />
  );
}

interface HouseProps extends AppProps {
  user: User;
  onSignedOut: (why?: string) => void;
}

/** Holds one person's client, from here to their leaving. */
function House({ user, tokens, connect, onSignedOut }: HouseProps) {
  const client = useMemo(() => new Client({ me: user, tokens, connect }), [user, tokens, connect]);

  useEffect(() => {
    const stopListening = client.connection.subscribe(() => {
      const state = client.connection.get();
      if (state.status === 'stopped' && state.reason === 'signed-out') onSignedOut('You have been signed out.');
    });
    client.session.start();
    return () => {
      stopListening();
      client.session.end();
    };
  }, [client, onSignedOut]);

  useEffect(() => {
    const wake = () => {
      if (document.visibilityState === 'visible') client.session.wake();
    };
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [client]);

  const signOut = useCallback(() => {
    // Here it is over at once; the server hears of it if it can.
    const token = tokens.session()?.accessToken;
    onSignedOut();
    call('DELETE', '/sessions/current', undefined, token).catch(() => undefined);
  }, [tokens, onSignedOut]);

  return (
    <ClientContext value={client}>
      <Shell onSignOut={signOut} />
    </ClientContext>
  );
}
