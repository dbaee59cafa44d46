import { useEffect } from 'react';
import { ConnectionBadge } from './ConnectionBadge';
import { useRoute, type PaneName } from './router';
import { AccountMenu } from '../features/account/AccountMenu';
import { ConversationList } from '../features/conversation/ConversationList';
import { ConversationView } from '../features/conversation/ConversationView';
import { SearchPane } from '../features/search/SearchPane';
import { StoryFeedPane } from '../features/story/StoryFeedPane';
import { useClient, useStore } from '../lib/client/context';
import { Icon } from '../ui/Icon';
import { Empty } from '../ui/Notice';

const PANES: readonly { readonly name: PaneName; readonly label: string }[] = [
  { name: 'chats', label: 'Chats' },
  { name: 'stories', label: 'Stories' },
  { name: 'search', label: 'Search' },
];

/** The whole window of somebody who is signed in. */
export function Shell({ onSignOut }: { onSignOut: () => void }) {
  const [route, go] = useRoute();
  const unread = useUnread();
  return (
    <div className={`shell${route.conversation === undefined ? '' : ' has-conversation'}`}>
      <nav className="nav" aria-label="Main">
        {PANES.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            className="nav-item"
            aria-current={route.pane === name ? 'page' : undefined}
            onClick={() => go({ pane: name })}
          >
            <Icon name={name} />
            <span>{label}</span>
            {name === 'chats' && unread > 0 && <span className="dot" title={`${unread} unread`} />}
          </button>
        ))}
        <AccountMenu onSignOut={onSignOut} />
      </nav>
      <div className="list">
        <ConnectionBadge />
        {route.pane === 'chats' && (
          <ConversationList selected={route.conversation} onOpen={(conversation) => go({ pane: 'chats', conversation })} />
        )}
        {route.pane === 'stories' && <StoryFeedPane />}
        {route.pane === 'search' && (
          <SearchPane onOpen={(conversation, seq) => go({ pane: 'search', conversation, seq })} />
        )}
      </div>
      <main className="main">
        <ConnectionBadge />
        {route.conversation === undefined ? (
          <Empty title="Starling">
            <p className="hint">Choose a conversation, or start a new one.</p>
          </Empty>
        ) : (
          <ConversationView id={route.conversation} seq={route.seq} onBack={() => go({ pane: route.pane })} />
        )}
      </main>
    </div>
  );
}

/** Unread messages of all conversations, also in the window's title. */
function useUnread(): number {
  const { list } = useStore(useClient().chats.state);
  const unread = list.reduce((sum, one) => sum + one.unread, 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Starling` : 'Starling';
  }, [unread]);
  return unread;
}
