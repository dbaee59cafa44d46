import { useState, type SubmitEvent } from 'react';
import { useContacts, usePeople } from './usePeople';
import { useClient } from '../../lib/client/context';
import { wordsOf } from '../../lib/rest/words';
import type { ConversationId, User } from '../../lib/wire/wire';
import { Avatar } from '../../ui/Avatar';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Problem } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

interface NewConversationProps {
  onClose: () => void;
  onOpen: (id: ConversationId) => void;
}

/** Finds people, and opens a conversation: with one of them, or as a group with several. */
export function NewConversation({ onClose, onOpen }: NewConversationProps) {
  const { chats } = useClient();
  const [query, setQuery] = useState('');
  const [title, setTitle] = useState('');
  const [picked, setPicked] = useState<readonly User[]>([]);
  const found = usePeople(query);
  const contacts = useContacts();
  const isGroup = picked.length > 1;
  const start = useAction(async () => {
    const members = picked.map((one) => one.id);
    onOpen(await chats.open(isGroup ? { kind: 'group', members, title: title.trim() } : { kind: 'direct', members }));
    onClose();
  });
  const people = query.trim() === '' ? contacts.people : found.people;
  const problem = start.problem ?? found.problem;

  function toggle(person: User) {
    const without = picked.filter((one) => one.id !== person.id);
    setPicked(without.length < picked.length ? without : [...picked, person]);
  }

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    start.run();
  }

  return (
    <Dialog title="New conversation" onClose={onClose}>
      <form className="dialog-body" onSubmit={onSubmit}>
        <Field
          label="Find people"
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder="Name or username"
          autoComplete="off"
          autoFocus
        />
        <Picked people={picked} onRemove={toggle} />
        {problem !== undefined && <Problem>{wordsOf(problem)}</Problem>}
        <ul className="rows choose" aria-label={query.trim() === '' ? 'Contacts' : 'People found'}>
          {people.map((person) => (
            <li key={person.id}>
              <Person
                person={person}
                isPicked={picked.some((one) => one.id === person.id)}
                isContact={contacts.has(person.id)}
                onPick={() => toggle(person)}
                onContact={() => void (contacts.has(person.id) ? contacts.remove(person) : contacts.add(person))}
              />
            </li>
          ))}
        </ul>
        {people.length === 0 && <p className="hint">{hintFor(query)}</p>}
        {isGroup && (
          <Field label="Name of the group" value={title} onChange={(event) => setTitle(event.target.value)} maxLength={60} required />
        )}
        <button type="submit" className="button" disabled={picked.length === 0 || start.isRunning}>
          {isGroup ? `Start a group of ${picked.length + 1}` : 'Start chatting'}
        </button>
      </form>
    </Dialog>
  );
}

function Picked({ people, onRemove }: { people: readonly User[]; onRemove: (person: User) => void }) {
  if (people.length === 0) return null;
  return (
    <ul className="chips" aria-label="Chosen">
      {people.map((person) => (
        <li key={person.id}>
          <button type="button" className="chip" onClick={() => onRemove(person)} aria-label={`Remove ${person.displayName}`}>
            {person.displayName} <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface PersonProps {
  person: User;
  isPicked: boolean;
  isContact: boolean;
  onPick: () => void;
  onContact: () => void;
}

function Person({ person, isPicked, isContact, onPick, onContact }: PersonProps) {
  return (
    <div className="row-pair">
      <button type="button" className="row" aria-pressed={isPicked} onClick={onPick}>
        <Avatar name={person.displayName} seed={person.id} />
        <span className="row-main">
          <span className="row-title">{person.displayName}</span>
          <span className="row-text">@{person.username}</span>
        </span>
        <span className="check" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="link-button"
        aria-pressed={isContact}
        aria-label={`${isContact ? 'Remove' : 'Add'} ${person.displayName} ${isContact ? 'from' : 'to'} contacts`}
        onClick={onContact}
      >
        {isContact ? 'In contacts' : 'Add contact'}
      </button>
    </div>
  );
}

function hintFor(query: string): string {
  return query.trim() === ''
    ? 'Type the beginning of a name. Whom you add as a contact sees your stories.'
    : 'Nobody with such a name.';
}
