const PATHS = {
  chats: 'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H10l-4.4 3.7c-.6.5-1.6.1-1.6-.8z',
  stories: 'M12 3a9 9 0 1 1-6.4 2.7M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3 20.5 20.5',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14.5 5 7.5 12l7 7',
  forward: 'M9.5 5l7 7-7 7',
  add: 'M12 5v14M5 12h14',
  send: 'M4.5 12 3.6 5.1c-.1-.9.8-1.6 1.6-1.2l15 7.2c.8.4.8 1.5 0 1.9l-15 7.1c-.8.4-1.7-.3-1.6-1.2zM4.5 12H12',
  down: 'M12 5v14M6 13l6 6 6-6',
  out: 'M10 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H10M15 8l4 4-4 4M19 12H10',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM5 20c.5-3.5 3.4-5.5 7-5.5s6.5 2 7 5.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  attach: 'M19.5 11.5 12 19a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.6 1.6 0 0 1-2.4-2.3l7.2-7.2',
  file: 'M7 3h7l5 5v11.5a1.5 1.5 0 0 1-1.5 1.5H7a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 7 3zM14 3v5h5',
  trash: 'M5 7h14M10 4h4M7 7l.8 12.1c0 .5.5.9 1 .9h6.4c.5 0 1-.4 1-.9L17 7',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside or instead of words; whatever it stands in carries the words. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
