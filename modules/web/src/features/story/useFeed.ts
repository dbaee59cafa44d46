import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, useStore } from '../../lib/client/context';
import type { StoryFeed, StoryFeedEntry } from '../../lib/wire/wire';

/** Without news the feed is asked again after this, because stories end by themselves. */
const AGAIN_MS = 60_000;
const AUTHORS_MAX = 100;

export interface Feed {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly entries: readonly StoryFeedEntry[];
  readonly refresh: () => void;
}

/** Who has stories. Asked again when somebody posts, and cheap to ask: unchanged is answered with no more than that. */
export function useFeed(): Feed {
  const { rest, storyNews } = useClient();
  const news = useStore(storyNews);
  const [asked, ask] = useState(0);
  const [feed, setFeed] = useState<Pick<Feed, 'status' | 'entries'>>({ status: 'loading', entries: [] });
  const known = useRef<string>(undefined);
  const refresh = useCallback(() => ask((count) => count + 1), []);

  useEffect(() => {
    let isWanted = true;
    rest.get<StoryFeed>('/stories/feed', { limit: AUTHORS_MAX, state: known.current }).then(
      (answer) => {
        if (!isWanted || answer.notModified) return;
        known.current = answer.state;
        setFeed({ status: 'ready', entries: answer.items });
      },
      () => {
        if (isWanted) setFeed((now) => (now.status === 'loading' ? { ...now, status: 'failed' } : now));
      },
    );
    const timer = setTimeout(refresh, AGAIN_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [rest, news, asked, refresh]);

  return { ...feed, refresh };
}
