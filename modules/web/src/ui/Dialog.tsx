import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from './Icon';

/** A modal dialog: keeps the focus, closes with Escape, gives the focus back. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode; className?: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className={`dialog ${props.className ?? ''}`} aria-labelledby={title} onCancel={props.onClose}>
      <header className="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
