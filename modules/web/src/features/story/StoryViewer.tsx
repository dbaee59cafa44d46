import { useCallback, useEffect, useState } from 'react';
import { ReplyToStory } from './ReplyToStory';
import { useClient } from '../../lib/client/context';
import { wordsOf } from '../../lib/rest/words';
import type { Story, StoryFeedEntry, StoryId, StoryViews } from '../../lib/wire/wire';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Loading, Problem } from '../../ui/Notice';
import { ago } from '../../ui/time';

/** One author's stories, one after another, from the first that is new. */
export function StoryViewer({ entry, onClose }: { entry: StoryFeedEntry; onClose: () => void }) {
  const { me } = useClient();
  // What is being watched does not change under one's eyes.
  const [stories] = useState(entry.stories);
  const [index, setIndex] = useState(() => Math.max(0, entry.stories.findIndex((one) => !one.seen)));
  const isMine = entry.author.id === me.id;
  const shown = stories[index];
  const isLast = index === stories.length - 1;
  const forward = useCallback(() => {
    if (isLast) onClose();
    else setIndex(index + 1);
  }, [isLast, index, onClose]);
  const back = useCallback(() => setIndex(Math.max(0, index - 1)), [index]);
  useArrowKeys(back, forward);
  if (shown === undefined) return null;
  return (
    <Dialog title={isMine ? 'Your story' : entry.author.displayName} className="viewer" onClose={onClose}>
      <ol className="progress" aria-label={`Story ${index + 1} of ${stories.length}`}>
        {stories.map((one, at) => (
          <li key={one.id} className={at <= index ? 'done' : undefined} aria-current={at === index ? 'step' : undefined} />
        ))}
      </ol>
      <Page key={shown.id} id={shown.id} isMine={isMine} onGone={forward} />
      <div className="viewer-nav">
        <button type="button" className="icon-button" aria-label="Previous story" disabled={index === 0} onClick={back}>
          <Icon name="back" />
        </button>
        <button type="button" className="icon-button" aria-label={isLast ? 'Done' : 'Next story'} onClick={forward}>
          <Icon name="forward" />
        </button>
      </div>
    </Dialog>
  );
}

function Page({ id, isMine, onGone }: { id: StoryId; isMine: boolean; onGone: () => void }) {
  const { rest } = useClient();
  const [story, setStory] = useState<Story>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let isWanted = true;
    rest.get<Story>(`/stories/${id}`).then(
      (found) => {
        if (!isWanted) return;
        setStory(found);
        // One that is not counted now is counted when it is watched again.
        if (!isMine) rest.post(`/stories/${id}/views`, {}).catch(() => undefined);
      },
      (cause: unknown) => isWanted && setProblem(cause),
    );
    return () => {
      isWanted = false;
    };
  }, [rest, id, isMine]);
  if (problem !== undefined) return <Problem>{wordsOf(problem)}</Problem>;
  if (story === undefined) return <Loading what="the story" />;
  return (
    <article className="story" aria-live="polite">
      {story.parts.map((part, at) => part.text !== undefined && <Words key={at} text={part.text} />)}
      {story.caption !== undefined && <Words text={story.caption} />}
      {!isMine && <ReplyToStory id={id} />}
      <footer>
        <time dateTime={story.at}>{ago(story.at)}</time>
        {isMine && <Mine id={id} onDeleted={onGone} />}
      </footer>
    </article>
  );
}

function Words({ text }: { text: string }) {
  return <p className="story-words">{text}</p>;
}

/** What only the author sees: by whom it was seen, and the way to take it back. */
function Mine({ id, onDeleted }: { id: StoryId; onDeleted: () => void }) {
  const { rest } = useClient();
  const [views, setViews] = useState<StoryViews>();
  useEffect(() => {
    let isWanted = true;
    rest.get<StoryViews>(`/stories/${id}/views`).then(
      (found) => isWanted && setViews(found),
      () => undefined, // The story itself is what one came for.
    );
    return () => {
      isWanted = false;
    };
  }, [rest, id]);
  const names = views?.items.map((view) => view.user.displayName).join(', ');
  return (
    <>
      {views !== undefined && (
        <span className="seen-by" title={names}>
          <Icon name="eye" /> {views.count === 0 ? 'Nobody yet' : `${views.count}: ${names ?? ''}`}
        </span>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label="Delete this story"
        onClick={() => void rest.delete(`/stories/${id}`).then(onDeleted, () => undefined)}
      >
        <Icon name="trash" />
      </button>
    </>
  );
}

function useArrowKeys(back: () => void, forward: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 'ArrowLeft') back();
      if (event.key === 'ArrowRight') forward();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [back, forward]);
}
