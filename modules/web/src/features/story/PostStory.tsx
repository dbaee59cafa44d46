import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useClient } from '../../lib/client/context';
import { wordsOf } from '../../lib/rest/words';
import { STORY_CHARACTERS_MAX, type NewStory, type Story } from '../../lib/wire/wire';
import { Dialog } from '../../ui/Dialog';
import { Problem } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

/** Writes a story for one's contacts. */
export function PostStory({ onClose, onPosted }: { onClose: () => void; onPosted: () => void }) {
  const { rest } = useClient();
  const [text, setText] = useState('');
  const id = useId();
  // One name for however many tries: it is posted once.
  const clientId = useRef(crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const left = STORY_CHARACTERS_MAX - Array.from(text).length;
  const post = useAction(async () => {
    const story: NewStory = { text: text.trim(), clientId: clientId.current };
    await rest.post<Story>('/stories', story);
    onPosted();
    onClose();
  });

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    post.run();
  }

  return (
    <Dialog title="New story" onClose={onClose}>
      <form className="dialog-body" onSubmit={onSubmit}>
        {post.problem !== undefined && <Problem>{wordsOf(post.problem)}</Problem>}
        <div className="field">
          <label htmlFor={id}>What is new?</label>
          <textarea id={id} className="story-text" rows={6} value={text} onChange={(event) => setText(event.target.value)} autoFocus />
          <p className="hint">{left < 0 ? `${-left} characters too long` : 'Your contacts see it for 24 hours.'}</p>
        </div>
        <button type="submit" className="button" disabled={text.trim() === '' || left < 0 || post.isRunning}>
          Post
        </button>
      </form>
    </Dialog>
  );
}
