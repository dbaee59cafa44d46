import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useClient } from '../../lib/client/context';
import { wordsOf } from '../../lib/rest/words';
import type { Accepted, StoryId, StoryReply } from '../../lib/wire/wire';
import { Problem } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

/** Says something to the author, as a message between the two. */
export function ReplyToStory({ id: story }: { id: StoryId }) {
  const { rest } = useClient();
  const [text, setText] = useState('');
  const [isSent, setSent] = useState(false);
  const id = useId();
  // One name for however many tries: it is sent once.
  const clientId = useRef(crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const send = useAction(async () => {
    const reply: StoryReply = { clientId: clientId.current, text: text.trim() };
    await rest.post<Accepted>(`/stories/${story}/replies`, reply);
    setSent(true);
  });

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    send.run();
  }

  if (isSent) return <p role="status">Sent</p>;
  return (
    <form className="story-reply" onSubmit={onSubmit}>
      {send.problem !== undefined && <Problem>{wordsOf(send.problem)}</Problem>}
      <label htmlFor={id} className="unseen">
        Reply
      </label>
      <input id={id} value={text} placeholder="Reply" onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="button" disabled={text.trim() === '' || send.isRunning}>
        Send
      </button>
    </form>
  );
}
