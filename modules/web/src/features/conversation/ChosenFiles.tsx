import type { Chosen } from './useUploads';
import { Icon } from '../../ui/Icon';

/** The files of the message that is being written. */
export function ChosenFiles({ chosen, onRemove }: { chosen: readonly Chosen[]; onRemove: (key: number) => void }) {
  return (
    <ul className="chosen" aria-label="Files to send">
      {chosen.map(({ key, name, attachment, problem }) => (
        <li key={key}>
          <span className="row-title">{name}</span>
          {problem !== undefined && <span role="alert">{problem}</span>}
          {attachment === undefined && problem === undefined && <span role="status">Uploading</span>}
          <button type="button" className="icon-button" aria-label={`Leave out ${name}`} onClick={() => onRemove(key)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
