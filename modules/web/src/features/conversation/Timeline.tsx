import { useEffect, useMemo } from 'react';
import { EventItem } from './EventItem';
import { UnsentItem } from './UnsentItem';
import { useIsVisible } from './useIsVisible';
import { useStickyScroll } from './useStickyScroll';
import { useClient, useStore } from '../../lib/client/context';
import type { Conversations } from '../../lib/model/conversations';
import type { Conversation } from '../../lib/wire/wire';
import { Icon } from '../../ui/Icon';
import { Loading, Problem } from '../../ui/Notice';
import { dayName, isSameDay } from '../../ui/time';

interface TimelineProps {
  conversation: Conversation;
  state: Conversations;
  seq: number | undefined;
}

/** What was said, oldest first, with what is still on its way at the end. */
export function Timeline({ conversation, state, seq }: TimelineProps) {
  const client = useClient();
  const { id } = conversation;
  const timeline = state.timelines.get(id);
  const events = useMemo(() => timeline?.events ?? [], [timeline]);
  const unsent = useStore(client.unsent).filter((one) => one.conversation === id);
  const first = events[0]?.seq;
  const last = events.at(-1)?.seq ?? 0;
  const isReady = timeline?.status === 'ready';
  const { ref, onScroll, isAtEnd, toEnd } = useStickyScroll({
    first,
    length: events.length + unsent.length,
    target: seq,
    onTop: () => void client.chats.loadOlder(id),
  });

  const isVisible = useIsVisible();
  useEffect(() => {
    if (isVisible && isReady && isAtEnd && last > conversation.readSeq) client.read(id, last);
  }, [client, id, last, conversation.readSeq, isVisible, isReady, isAtEnd]);

  return (
    <div className="timeline-frame">
      <div className="timeline" ref={ref} onScroll={onScroll}>
        {timeline?.status === 'failed' && (
          <Problem onRetry={() => client.show(id)}>The messages could not be loaded.</Problem>
        )}
        {timeline?.status === 'loading' && <Loading what="messages" />}
        {isReady && timeline.hasOlder && (
          <button type="button" className="button quiet older" onClick={() => void client.chats.loadOlder(id)}>
            Earlier messages
          </button>
        )}
        <ol role="log" aria-label="Messages" aria-live="polite" className="events">
          {events.map((event, index) => {
            const before = events[index - 1];
            const isNewDay = before === undefined || !isSameDay(before.at, event.at);
            return (
              <EventItem
                key={event.seq}
                event={event}
                state={state}
                conversation={conversation}
                day={isNewDay ? dayName(event.at) : undefined}
                continues={!isNewDay && before.type === 'message' && before.sender === event.sender}
                isTarget={event.seq === seq}
                isLast={index === events.length - 1 && unsent.length === 0}
              />
            );
          })}
          {unsent.map((message) => (
            <UnsentItem key={message.clientId} message={message} />
          ))}
        </ol>
      </div>
      {!isAtEnd && (
        <button type="button" className="icon-button filled to-end" aria-label="Go to the newest message" onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}
