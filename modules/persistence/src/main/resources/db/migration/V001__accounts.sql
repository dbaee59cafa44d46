-- Who someone is: accounts, signed-in devices, and the keys that sign their tokens.

create table account (
  id            bigint      primary key,
  username      text        not null,             -- as the person writes it
  username_key  text        not null,             -- as it is compared: lower case
  display_name  text        not null,
  password_hash text        not null,             -- Argon2id, in PHC form
  created_at    timestamptz not null default now()
);
create unique index account_by_username on account (username_key text_pattern_ops);
create index account_by_display_name on account (lower(display_name) text_pattern_ops);
