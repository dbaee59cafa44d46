import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useClient } from '../../lib/client/context';
import { wordsOf } from '../../lib/rest/words';
import { STORY_CHARACTERS_MAX, type NewStory, type Story } from '../../lib/wire/wire';
import { Dialog } from '../../ui/Dialog';
import { Problem } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

const PAGES_MAX = 10;

/** Whom one can choose here; lists and groups are chosen elsewhere. */
const AUDIENCES = { contacts: 'Your contacts', closeFriends: 'Your close friends', everyone: 'Everyone' } as const;
type Chosen = keyof typeof AUDIENCES;

const HOURS = [6, 12, 24, 48] as const;

/** Writes a story of one page or several, for whom one likes and as long as one likes. */
export function PostStory({ onClose, onPosted }: { onClose: () => void; onPosted: () => void }) {
  const { rest } = useClient();
  const [pages, setPages] = useState(['']);
  const [audience, setAudience] = useState<Chosen>('contacts');
  const [hours, setHours] = useState(24);
  const id = useId();
  // One name for however many tries: it is posted once.
  const clientId = useRef(crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const isFit = pages.every((page) => page.trim() !== '' && left(page) >= 0);
  const post = useAction(async () => {
    const texts = pages.map((page) => page.trim());
    const story: NewStory = {
      ...(texts.length === 1 ? { text: texts[0] } : { parts: texts.map((text) => ({ kind: 'text' as const, text })) }),
      audience: { kind: audience },
      lifetimeHours: hours,
      clientId: clientId.current,
    };
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
        {pages.map((page, at) => (
          <PageField
            key={at}
            label={at === 0 ? 'What is new?' : `Page ${at + 1}`}
            text={page}
            onChange={(text) => setPages(pages.map((one, place) => (place === at ? text : one)))}
          />
        ))}
        <button type="button" className="link-button" disabled={!isFit || pages.length === PAGES_MAX} onClick={() => setPages([...pages, ''])}>
          Add a page
        </button>
        <div className="field">
          <label htmlFor={`${id}-who`}>Who sees it</label>
          <select id={`${id}-who`} value={audience} onChange={(event) => setAudience(event.target.value as Chosen)}>
            {Object.entries(AUDIENCES).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-long`}>How long</label>
          <select id={`${id}-long`} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOURS.map((some) => (
              <option key={some} value={some}>
                {some} hours
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button" disabled={!isFit || post.isRunning}>
          Post
        </button>
      </form>
    </Dialog>
  );
}

function left(text: string): number {
  return STORY_CHARACTERS_MAX - Array.from(text).length;
}

function PageField({ label, text, onChange }: { label: string; text: string; onChange: (text: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} className="story-text" rows={4} value={text} onChange={(event) => onChange(event.target.value)} autoFocus />
      {left(text) < 0 && <p className="hint">{-left(text)} characters too long</p>}
    </div>
  );
}
