import { useState } from 'react';
import { PostStory } from './PostStory';
import { StoryViewer } from './StoryViewer';
import { useFeed } from './useFeed';
import { useClient } from '../../lib/client/context';
import type { StoryFeedEntry, UserId } from '../../lib/wire/wire';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { Empty, Loading, Problem } from '../../ui/Notice';
import { ago } from '../../ui/time';

/** Whose stories there are: one's own first, then those with something new. */
export function StoryFeedPane() {
  const { me } = useClient();
  const feed = useFeed();
  const [isPosting, setPosting] = useState(false);
  const [watched, watch] = useState<UserId>();
  const entry = feed.entries.find((one) => one.author.id === watched);

  function close() {
    watch(undefined);
    feed.refresh();
  }

  return (
    <section className="pane" aria-label="Stories">
      <header className="pane-head">
        <h1>Stories</h1>
        <button type="button" className="icon-button filled" aria-label="New story" onClick={() => setPosting(true)}>
          <Icon name="add" />
        </button>
      </header>
      <div className="pane-body">
        {feed.status === 'loading' && <Loading what="stories" />}
        {feed.status === 'failed' && <Problem onRetry={feed.refresh}>The stories could not be loaded.</Problem>}
        {feed.status === 'ready' && feed.entries.length === 0 && (
          <Empty title="No stories right now">
            <p className="hint">A story stays for 24 hours. Your contacts see yours; you see those of who added you.</p>
            <button type="button" className="button" onClick={() => setPosting(true)}>
              Post a story
            </button>
          </Empty>
        )}
        <ul className="rows">
          {feed.entries.map((one) => (
            <li key={one.author.id}>
              <AuthorRow entry={one} isMe={one.author.id === me.id} onWatch={() => watch(one.author.id)} />
            </li>
          ))}
        </ul>
      </div>
      {isPosting && <PostStory onClose={() => setPosting(false)} onPosted={feed.refresh} />}
      {entry !== undefined && <StoryViewer key={entry.author.id} entry={entry} onClose={close} />}
    </section>
  );
}

function AuthorRow({ entry, isMe, onWatch }: { entry: StoryFeedEntry; isMe: boolean; onWatch: () => void }) {
  const count = entry.stories.length;
  const isNew = entry.unseen > 0;
  return (
    <button type="button" className={`row${isNew ? ' has-unread' : ''}`} onClick={onWatch}>
      <Avatar name={entry.author.displayName} seed={entry.author.id} ring={isNew ? 'new' : 'seen'} />
      <span className="row-main">
        <span className="row-title">{isMe ? 'Your story' : entry.author.displayName}</span>
        <span className="row-text">
          {count === 1 ? '1 story' : `${count} stories`}
          {isNew && `, ${entry.unseen} new`}
        </span>
      </span>
      <span className="row-side">
        <time dateTime={entry.latestAt}>{ago(entry.latestAt)}</time>
      </span>
    </button>
  );
}
