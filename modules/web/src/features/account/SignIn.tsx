import { useState, type SubmitEvent } from 'react';
import { call } from '../../lib/rest/rest';
import { wordsOf } from '../../lib/rest/words';
import type { Registration, SignedIn, SignIn as Credentials } from '../../lib/wire/wire';
import { Field } from '../../ui/Field';
import { Problem } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

const DEVICE = 'Web client';

/** The door: sign in, or make an account. */
export function SignIn({ onSignedIn, notice }: { onSignedIn: (session: SignedIn) => void; notice?: string | undefined }) {
  const [isNew, setNew] = useState(false);
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const submit = useAction(async () => {
    const credentials: Credentials = { username: username.trim(), password, device: DEVICE };
    const registration: Registration = { ...credentials, displayName: displayName.trim() || credentials.username };
    onSignedIn(await call<SignedIn>('POST', isNew ? '/accounts' : '/sessions', isNew ? registration : credentials));
  });

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    submit.run();
  }

  return (
    <main className="door">
      <form className="card" onSubmit={onSubmit} aria-labelledby="door-title">
        <h1 id="door-title" className="wordmark">
          Starling
        </h1>
        <p className="hint">{isNew ? 'Make an account; it takes a name and a password.' : 'Sign in to your messages.'}</p>
        {notice !== undefined && submit.problem === undefined && <p className="notice">{notice}</p>}
        {submit.problem !== undefined && <Problem>{wordsOf(submit.problem)}</Problem>}
        <Field
          label="Username"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          minLength={isNew ? 3 : 1}
          maxLength={32}
          pattern={isNew ? '[A-Za-z0-9_.\\-]+' : undefined}
          hint={isNew ? 'At least 3 letters, digits, dots, hyphens or underscores.' : undefined}
          required
          autoFocus
        />
        {isNew && (
          <Field
            label="Your name"
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
            autoComplete="name"
            maxLength={64}
            hint="What others see. The username, if you leave it empty."
          />
        )}
        <Field
          label="Password"
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          minLength={isNew ? 8 : 1}
          hint={isNew ? 'At least 8 characters.' : undefined}
          required
        />
        <button type="submit" className="button" disabled={submit.isRunning}>
          {isNew ? 'Create account' : 'Sign in'}
        </button>
        <button type="button" className="button quiet" onClick={() => setNew(!isNew)}>
          {isNew ? 'I have an account' : 'Create an account'}
        </button>
      </form>
    </main>
  );
}
