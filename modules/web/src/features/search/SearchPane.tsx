import { useEffect, useState } from 'react';
import { pieces } from './highlight';
import { useClient, useStore } from '../../lib/client/context';
import { find, otherOf, titleOf } from '../../lib/model/conversations';
import { wordsOf } from '../../lib/rest/words';
import type { ConversationId, MessageHit, MessageHits } from '../../lib/wire/wire';
import { Avatar } from '../../ui/Avatar';
import { Field } from '../../ui/Field';
import { Empty, Loading, Problem } from '../../ui/Notice';
import { briefly } from '../../ui/time';
import { useDebounced } from '../../ui/useDebounced';

const TYPING_MS = 300;

/** What was found for a question, or why nothing could be. */
type Found =
  | { readonly q: string; readonly status: 'ready'; readonly hits: readonly MessageHit[]; readonly next: string | null }
  | { readonly q: string; readonly status: 'failed'; readonly problem: unknown };

interface SearchPaneProps {
  onOpen: (conversation: ConversationId, seq: number) => void;
}

/** Finds what was said, in all of one's conversations. */
export function SearchPane({ onOpen }: SearchPaneProps) {
  const { rest } = useClient();
  const [query, setQuery] = useState('');
  const q = useDebounced(query.trim(), TYPING_MS);
  const [answered, setAnswered] = useState<Found>();
  const found = answered?.q === q ? answered : undefined;

  useEffect(() => {
    let isWanted = true;
    if (q !== '') {
      rest.get<MessageHits>('/search/messages', { q }).then(
        ({ items, next }) => isWanted && setAnswered({ q, status: 'ready', hits: items, next }),
        (problem: unknown) => isWanted && setAnswered({ q, status: 'failed', problem }),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [rest, q]);

  async function more(hits: readonly MessageHit[], cursor: string) {
    const page = await rest.get<MessageHits>('/search/messages', { q, cursor });
    setAnswered({ q, status: 'ready', hits: [...hits, ...page.items], next: page.next });
  }

  return (
    <section className="pane" aria-label="Search">
      <header className="pane-head">
        <h1>Search</h1>
      </header>
      <div className="pane-body">
        <div role="search" className="search-field">
          <Field
            label="Search messages"
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            autoComplete="off"
            autoFocus
          />
        </div>
        {q !== '' && found === undefined && <Loading what="what was found" />}
        {found?.status === 'failed' && <Problem>{wordsOf(found.problem)}</Problem>}
        {q === '' && <Empty title="Find what was said">Type a word or two.</Empty>}
        {found?.status === 'ready' && found.hits.length === 0 && found.next === null && (
          <Empty title={`Nothing found for “${q}”`} />
        )}
        {found?.status === 'ready' && (
          <>
            <ul className="rows" aria-label="Messages found">
              {found.hits.map((hit) => (
                <li key={`${hit.conversation} ${hit.seq}`}>
                  <Hit hit={hit} onOpen={onOpen} />
                </li>
              ))}
            </ul>
            {found.next !== null && (
              <button
                type="button"
                className="button quiet"
                onClick={() => {
                  more(found.hits, found.next ?? '').catch((problem: unknown) => setAnswered({ q, status: 'failed', problem }));
                }}
              >
                Show more
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function Hit({ hit, onOpen }: { hit: MessageHit } & SearchPaneProps) {
  const { chats, me } = useClient();
  const state = useStore(chats.state);
  const conversation = find(state, hit.conversation);
  useEffect(() => {
    if (conversation === undefined) void chats.load(hit.conversation);
  }, [chats, conversation, hit.conversation]);
  const title = conversation === undefined ? 'Conversation' : titleOf(state, conversation);
  const seed = (conversation && otherOf(state, conversation)?.id) ?? hit.conversation;
  const sender = hit.sender === me.id ? 'You' : state.people.get(hit.sender)?.displayName;
  return (
    <button type="button" className="row hit" onClick={() => onOpen(hit.conversation, hit.seq)}>
      <Avatar name={title} seed={seed} />
      <span className="row-main">
        <span className="row-title">{title}</span>
        <span className="row-text">
          {sender !== undefined && `${sender}: `}
          {pieces(hit.highlight).map((piece, index) =>
            piece.isMatch ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
          )}
        </span>
      </span>
      <span className="row-side">
        <time dateTime={hit.at}>{briefly(hit.at)}</time>
      </span>
    </button>
  );
}
