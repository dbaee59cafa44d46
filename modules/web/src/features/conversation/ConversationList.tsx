import { useState } from 'react';
import { nameOf } from './Attachments';
import { NewConversation } from './NewConversation';
import { useClient, useStore } from '../../lib/client/context';
import { otherOf, titleOf, type Conversations } from '../../lib/model/conversations';
import type { Conversation, ConversationId } from '../../lib/wire/wire';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { Empty, Loading, Problem } from '../../ui/Notice';
import { briefly } from '../../ui/time';

interface ListProps {
  selected: ConversationId | undefined;
  onOpen: (id: ConversationId) => void;
}

/** Whom one talks with, newest activity first. */
export function ConversationList({ selected, onOpen }: ListProps) {
  const client = useClient();
  const state = useStore(client.chats.state);
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="pane" aria-label="Conversations">
      <header className="pane-head">
        <h1>Chats</h1>
        <button type="button" className="icon-button filled" aria-label="New conversation" onClick={() => setAdding(true)}>
          <Icon name="add" />
        </button>
      </header>
      <div className="pane-body">
        {state.listStatus === 'loading' && <Loading what="conversations" />}
        {state.listStatus === 'failed' && (
          <Problem onRetry={() => void client.chats.loadList()}>Your conversations could not be loaded.</Problem>
        )}
        {state.listStatus === 'ready' && state.list.length === 0 && (
          <Empty title="No conversations yet">
            <button type="button" className="button" onClick={() => setAdding(true)}>
              Find somebody
            </button>
          </Empty>
        )}
        <ul className="rows">
          {state.list.map((conversation) => (
            <li key={conversation.id}>
              <Row state={state} conversation={conversation} isSelected={conversation.id === selected} onOpen={onOpen} />
            </li>
          ))}
        </ul>
        {state.next !== null && (
          <button type="button" className="button quiet" onClick={() => void client.chats.loadList(state.next ?? undefined)}>
            Show more
          </button>
        )}
      </div>
      {isAdding && <NewConversation onClose={() => setAdding(false)} onOpen={onOpen} />}
    </section>
  );
}

interface RowProps {
  state: Conversations;
  conversation: Conversation;
  isSelected: boolean;
  onOpen: (id: ConversationId) => void;
}

function Row({ state, conversation, isSelected, onOpen }: RowProps) {
  const title = titleOf(state, conversation);
  const { unread } = conversation;
  return (
    <button
      type="button"
      className={`row${unread > 0 ? ' has-unread' : ''}`}
      aria-current={isSelected ? 'page' : undefined}
      onClick={() => onOpen(conversation.id)}
    >
      <Avatar name={title} seed={otherOf(state, conversation)?.id ?? conversation.id} />
      <span className="row-main">
        <span className="row-title">{title}</span>
        <span className="row-text">{preview(state, conversation)}</span>
      </span>
      <span className="row-side">
        <time dateTime={conversation.lastAt}>{briefly(conversation.lastAt)}</time>
        {unread > 0 && (
          <span className="badge">
            {unread > 99 ? '99+' : unread}
            <span className="unseen"> unread</span>
          </span>
        )}
      </span>
    </button>
  );
}

function preview(state: Conversations, { kind, lastMessage }: Conversation): string {
  if (lastMessage?.type !== 'message') return kind === 'group' ? 'New group' : 'Say something';
  const files = lastMessage.attachments?.map(nameOf).join(', ');
  const text = (lastMessage.text === '' ? files : lastMessage.text) ?? 'Deleted message';
  if (lastMessage.sender === state.me) return `You: ${text}`;
  const sender = state.people.get(lastMessage.sender)?.displayName;
  return kind === 'group' && sender !== undefined ? `${sender}: ${text}` : text;
}
