-- Who was there last when, and to whom they show it.

-- Written when somebody's last event stream in the cluster ends. Nobody who is there now has to be in it.
create table last_seen (
  user_id bigint      primary key,
  at      timestamptz not null
) with (fillfactor = 80);                         -- so that a new time stays on its page

-- What somebody shows of themselves; without a row, what the columns' defaults say.
create table privacy_setting (
  user_id       bigint  primary key,
  last_seen     text    not null default 'everyone' check (last_seen in ('everyone', 'contacts', 'nobody')),
  read_receipts boolean not null default true      -- whether others see how far they have read, and they how far others
);
