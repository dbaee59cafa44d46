import { useEffect } from 'react';
import { Composer } from './Composer';
import { Timeline } from './Timeline';
import { useContacts } from './usePeople';
import { useClient, useStore } from '../../lib/client/context';
import { find, otherOf, titleOf } from '../../lib/model/conversations';
import type { Conversation, ConversationId, User } from '../../lib/wire/wire';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { Loading, Problem } from '../../ui/Notice';

interface ViewProps {
  id: ConversationId;
  /** A message to go to. */
  seq?: number | undefined;
  onBack: () => void;
}

/** One conversation: who is in it, what was said, and what one is about to say. */
export function ConversationView({ id, seq, onBack }: ViewProps) {
  const client = useClient();
  const state = useStore(client.chats.state);
  useEffect(() => {
    client.show(id);
    return () => client.show(undefined);
  }, [client, id]);
  useEffect(() => {
    if (seq !== undefined) void client.chats.reveal(id, seq);
  }, [client, id, seq]);

  const conversation = find(state, id);
  const timeline = state.timelines.get(id);
  if (conversation === undefined) {
    return (
      <div className="conversation">
        {timeline?.status === 'failed' ? (
          <Problem onRetry={() => client.show(id)}>This conversation could not be opened.</Problem>
        ) : (
          <Loading what="the conversation" />
        )}
      </div>
    );
  }
  return (
    <div className="conversation">
      <Head conversation={conversation} title={titleOf(state, conversation)} other={otherOf(state, conversation)} onBack={onBack} />
      <Timeline key={id} conversation={conversation} state={state} seq={seq} />
      <Composer key={`write ${id}`} onSend={(text, files) => client.outbox.add(id, text, files)} title={titleOf(state, conversation)} />
    </div>
  );
}

interface HeadProps {
  conversation: Conversation;
  title: string;
  other: User | undefined;
  onBack: () => void;
}

function Head({ conversation, title, other, onBack }: HeadProps) {
  const names = (conversation.members ?? []).map((one) => one.displayName).join(', ');
  const isAll = conversation.memberCount <= (conversation.members?.length ?? 0);
  return (
    <header className="conversation-head">
      <button type="button" className="icon-button back" aria-label="Back to the list" onClick={onBack}>
        <Icon name="back" />
      </button>
      <Avatar name={title} seed={other?.id ?? conversation.id} />
      <div className="row-main">
        <h2 className="row-title">{title}</h2>
        <p className="row-text">
          {other === undefined ? (isAll ? names : `${conversation.memberCount} members`) : `@${other.username}`}
        </p>
      </div>
      {other !== undefined && <ContactButton person={other} />}
    </header>
  );
}

/** Whom one adds sees one's stories. */
function ContactButton({ person }: { person: User }) {
  const contacts = useContacts();
  const isContact = contacts.has(person.id);
  return (
    <button
      type="button"
      className="link-button"
      aria-pressed={isContact}
      title={isContact ? 'Sees your stories' : 'Let them see your stories'}
      onClick={() => void (isContact ? contacts.remove(person) : contacts.add(person))}
    >
      {isContact ? 'In contacts' : 'Add contact'}
    </button>
  );
}
