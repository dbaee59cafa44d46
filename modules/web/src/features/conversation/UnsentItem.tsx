import { FileRow } from './Attachments';
import { useClient, useStore } from '../../lib/client/context';
import type { Unsent } from '../../lib/connection/outbox';
import { wordsFor } from '../../lib/rest/words';
import { clock } from '../../ui/time';

/** A message of one's own that the server has not acknowledged. */
export function UnsentItem({ message }: { message: Unsent }) {
  const { outbox, connection } = useClient();
  const isLive = useStore(connection).status === 'live';
  const hasFailed = message.state === 'failed';
  return (
    <li className={`event mine unsent${hasFailed ? ' failed' : ''}`}>
      <div className="bubble">
        <span className="unseen">You: </span>
        {message.text !== '' && <span className="text">{message.text}</span>}
        {message.attachments?.map((one) => <FileRow key={one.id} file={one} />)}
        <time dateTime={new Date(message.writtenAt).toISOString()}>{clock(message.writtenAt)}</time>
      </div>
      {hasFailed ? (
        <p className="receipt" role="alert">
          Not sent. {wordsFor(message.code ?? 0)}{' '}
          <button type="button" className="link-button" onClick={() => outbox.retry(message.clientId)}>
            Try again
          </button>{' '}
          <button type="button" className="link-button" onClick={() => outbox.discard(message.clientId)}>
            Delete
          </button>
        </p>
      ) : (
        <p className="receipt">{isLive ? 'Sending' : 'Waiting for the connection'}</p>
      )}
    </li>
  );
}
