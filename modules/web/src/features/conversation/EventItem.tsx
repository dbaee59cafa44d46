import { Attachments } from './Attachments';
import { LinkCard } from './LinkCard';
import type { Conversations } from '../../lib/model/conversations';
import type { Conversation, ConversationEvent, StoryQuote } from '../../lib/wire/wire';
import { clock } from '../../ui/time';

interface EventItemProps {
  event: ConversationEvent;
  state: Conversations;
  conversation: Conversation;
  /** The heading over it, if it is the first of its day. */
  day: string | undefined;
  /** By the same person as the one before. */
  continues: boolean;
  isTarget: boolean;
  isLast: boolean;
}

/** One event of a history. */
export function EventItem({ event, state, conversation, day, continues, isTarget, isLast }: EventItemProps) {
  const isMine = event.sender === state.me;
  const sender = state.people.get(event.sender)?.displayName ?? 'Somebody';
  const heading = day !== undefined && <p className="day">{day}</p>;
  switch (event.type) {
    case 'message':
      return (
        <li className={`event${isMine ? ' mine' : ''}${continues ? ' continues' : ''}`} data-seq={event.seq}>
          {heading}
          <div className={`bubble${isTarget ? ' target' : ''}`}>
            {isMine ? (
              <span className="unseen">You: </span>
            ) : (
              <span className={conversation.kind === 'group' && !continues ? 'sender' : 'unseen'}>{sender}: </span>
            )}
            {event.story !== undefined && <StoryLine story={event.story} />}
            {event.quote !== undefined && <blockquote className="quote">{event.quote}</blockquote>}
            {event.text === undefined ? (
              <em className="text gone">This message was deleted</em>
            ) : (
              event.text !== '' && <span className="text">{event.text}</span>
            )}
            {event.attachments !== undefined && <Attachments message={event} all={event.attachments} />}
            {event.preview !== undefined && event.text?.includes(event.preview.url) && <LinkCard preview={event.preview} />}
            <time dateTime={event.at}>{clock(event.at)}</time>
            {event.editedAt !== undefined && <span className="edited"> edited</span>}
            {event.reactions !== undefined && <Reactions all={event.reactions} />}
          </div>
          {isMine && isLast && <p className="receipt">{receipt(conversation, state, event.seq)}</p>}
        </li>
      );
    case 'created':
      return (
        <li className="event note" data-seq={event.seq}>
          {heading}
          <p>
            {isMine ? 'You' : sender} started the group “{event.title}”
          </p>
        </li>
      );
    default:
      // Shown in the message that it changed, or made up by a newer server.
      return null;
  }
}

/** The story that a message is about, for as long as it is there. */
function StoryLine({ story }: { story: StoryQuote }) {
  return <blockquote className="quote">{story.gone === true ? 'A story that is over' : `Story: ${story.preview ?? 'a picture'}`}</blockquote>;
}

function Reactions({ all }: { all: readonly { emoji: string; count: number }[] }) {
  return (
    <ul className="reactions" aria-label="Reactions">
      {all.map(({ emoji, count }) => (
        <li key={emoji}>
          {emoji} {count}
        </li>
      ))}
    </ul>
  );
}

/** How far one's own message has come with the others. */
function receipt(conversation: Conversation, state: Conversations, seq: number): string {
  const others = (conversation.members ?? []).filter((one) => one.id !== state.me);
  if (others.length === 0) return 'Sent';
  const readers = others.filter((one) => (one.readSeq ?? 0) >= seq).length;
  if (readers > 0) return conversation.kind === 'direct' ? 'Read' : `Read by ${readers}`;
  return others.every((one) => one.deliveredSeq >= seq) ? 'Delivered' : 'Sent';
}
