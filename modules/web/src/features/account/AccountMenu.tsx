import { useState } from 'react';
import { useClient } from '../../lib/client/context';
import { Avatar } from '../../ui/Avatar';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';

/** Who is signed in here, and the way out. */
export function AccountMenu({ onSignOut }: { onSignOut: () => void }) {
  const { me } = useClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="nav-item account" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Avatar name={me.displayName} seed={me.id} />
        <span>You</span>
      </button>
      {isOpen && (
        <Dialog title="Your account" onClose={() => setOpen(false)}>
          <div className="dialog-body">
            <div className="profile">
              <Avatar name={me.displayName} seed={me.id} />
              <div>
                <p className="strong">{me.displayName}</p>
                <p className="hint">@{me.username}</p>
              </div>
            </div>
            <button type="button" className="button quiet" onClick={onSignOut}>
              <Icon name="out" /> Sign out
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
