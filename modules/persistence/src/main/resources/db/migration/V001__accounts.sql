-- Who someone is: accounts, signed-in devices, and the keys that sign their tokens.

create table account (
  id            bigint           primary key,
  username      text             not null,        -- as the person writes it
  username_key  text collate "C" not null,        -- as it is compared: lower case
  display_name  text             not null,
  display_key   text collate "C",                 -- as it is searched; null where the username finds the same people
  password_hash text             not null,        -- Argon2id, in PHC form
  created_at    timestamptz      not null
);
create unique index account_by_username on account (username_key);
create index account_by_display_name on account (display_key, id) where display_key is not null;

-- One signed-in device of one person.
create table session (
  id           bigint      primary key,
  account_id   bigint      not null,
  device       text,                              -- what the person called it
  created_at   timestamptz not null,
  last_used_at timestamptz not null,              -- when it last got tokens
  expires_at   timestamptz not null,
  generation   int         not null default 1,    -- of the one refresh token that counts; earlier ones were used
  revoked_at   timestamptz,
  revoked_xid  bigint                             -- the transaction that revoked it, by which nodes hear of it
);
create index session_by_account on session (account_id, id) where revoked_at is null;
create index session_by_expiry on session (expires_at);
create index session_by_revocation on session (revoked_xid) where revoked_xid is not null;

-- The keys that sign tokens, numbered. A node that deletes a row distrusts what the key has signed, everywhere.
create table signing_key (
  id         int         primary key,
  secret     bytea       not null,
  created_at timestamptz not null,
  signs_from timestamptz not null,                -- by then every node knows it
  not_after  timestamptz not null                 -- the next one signs from here on
);

-- What follows lives for minutes and may be lost in a crash.

-- Opens one socket, once. Only the hash of what the client holds.
create unlogged table socket_ticket (
  hash       bytea       primary key,
  account_id bigint      not null,
  session_id bigint      not null,
  expires_at timestamptz not null
);

-- How often somebody tried something in the current window.
create unlogged table attempt (
  subject     text collate "C" primary key,       -- what is counted, and whose
  count       int              not null,
  window_ends timestamptz      not null
);
