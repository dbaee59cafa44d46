import { useClient, useStore } from '../lib/client/context';
import type { ConnectionState } from '../lib/connection/session';

/** Whether what one sees is all there is. */
export function ConnectionBadge() {
  const { connection, session } = useClient();
  const state = useStore(connection);
  return (
    <div className={`connection ${state.status}`}>
      <span role="status">{words(state)}</span>
      {state.status === 'stopped' && state.reason === 'refused' && (
        <button type="button" className="link-button" onClick={() => session.start()}>
          Try again
        </button>
      )}
    </div>
  );
}

function words(state: ConnectionState): string {
  switch (state.status) {
    case 'idle':
      return 'Offline';
    case 'connecting':
      return 'Connecting';
    case 'live':
      return 'Live';
    case 'reconnecting':
      return 'Reconnecting';
    case 'stopped':
      return `Disconnected (${state.code})`;
    default:
      return state satisfies never;
  }
}
