import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { SignIn } from './SignIn';

const fetched = vi.fn<typeof fetch>();
const onSignedIn = vi.fn();

afterEach(() => {
  cleanup();
  vi.resetAllMocks();
  vi.unstubAllGlobals();
});

function fill(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

it('signs in, and says in words what was wrong', async () => {
  fetched
    .mockResolvedValueOnce(Response.json({ error: { code: 205, name: 'BAD_CREDENTIALS', message: '' } }, { status: 401 }))
    .mockResolvedValueOnce(Response.json({ accessToken: 'access' }, { status: 201 }));
  vi.stubGlobal('fetch', fetched);
  render(<SignIn onSignedIn={onSignedIn} />);
  fill('Username', 'ada ');
  fill('Password', 'wrong');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect((await screen.findByRole('alert')).textContent).toBe('The username or the password is wrong.');

  fill('Password', 'right');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledExactlyOnceWith({ accessToken: 'access' }));
  const [url, init] = fetched.mock.calls[1] ?? [];
  expect(url).toBe('/v1/sessions');
  expect(init?.body).toBe('{"username":"ada","password":"right","device":"Web client"}');
});

it('makes an account with a name of its own', async () => {
  fetched.mockResolvedValueOnce(Response.json({ accessToken: 'access' }, { status: 201 }));
  vi.stubGlobal('fetch', fetched);
  render(<SignIn onSignedIn={onSignedIn} />);
  fireEvent.click(screen.getByRole('button', { name: 'Create an account' }));
  fill('Username', 'ada');
  fill('Your name', 'Ada Lovelace');
  fill('Password', 'long enough');
  fireEvent.click(screen.getByRole('button', { name: 'Create account' }));

  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(fetched.mock.calls[0]?.[0]).toBe('/v1/accounts');
  expect(fetched.mock.calls[0]?.[1]?.body).toContain('"displayName":"Ada Lovelace"');
});
