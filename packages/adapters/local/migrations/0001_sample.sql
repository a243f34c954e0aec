-- The stand-ins' own data, apart from the product's: dropping this schema loses nothing real.
create schema sample;

create table sample.products (
  product_id bigint primary key,
  sku text not null unique,
  name text not null,
  -- By code, as the shop's EAV attributes: customer_number, event_date.
  attributes jsonb not null default '{}'
);

create table sample.orders (
  order_id bigint generated always as identity primary key,
  -- Names a placing for ever: the same twice places one order.
  placed_as text unique,
  order_number text not null unique,
  state text check (state in ('new', 'pending_payment', 'payment_review', 'processing', 'complete', 'closed',
    'canceled', 'holded')),
  ordered_at timestamptz not null,
  -- Moves with the order's own row only, not with its items' rows: as in Magento.
  updated_at timestamptz not null,
  replaces_order_id bigint references sample.orders,
  replaced_by_order_id bigint references sample.orders,
  first_name text not null,
  last_name text not null,
  email text not null,
  phone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  grand_total numeric(20, 4),
  total_paid numeric(20, 4),
  total_refunded numeric(20, 4)
);
create index orders_by_change on sample.orders (updated_at, order_id);

create table sample.order_items (
  item_id bigint generated always as identity primary key,
  order_id bigint not null references sample.orders,
  parent_item_id bigint references sample.order_items,
  -- No foreign key: a shop's products are deleted while their orders stay.
  product_id bigint,
  sku text not null,
  name text not null,
  quantity_ordered numeric(12, 4) not null,
  quantity_cancelled numeric(12, 4) not null default 0,
  quantity_refunded numeric(12, 4) not null default 0,
  row_total_gross numeric(20, 4) not null,
  discount numeric(20, 4) not null default 0,
  -- JSON as text, since what a shop keeps there can be broken.
  options text not null default '[]'
);
create index order_items_by_order on sample.order_items (order_id, item_id);

create table sample.mails (
  mail_id bigint generated always as identity primary key,
  message_id text not null unique,
  kind text not null,
  booking_id bigint,
  language text not null,
  received_at timestamptz not null,
  -- How often it was sent: mail goes out at least once.
  copies integer not null default 1,
  -- Recipient, subject and both bodies, encrypted under a key that is not in the database. Base64.
  sealed text not null
);
create index mails_by_arrival on sample.mails (received_at, mail_id);
create index mails_by_booking on sample.mails (booking_id, mail_id);

create table sample.tickets (
  ticket_number bigint generated always as identity (start with 1001) primary key,
  key text not null unique,
  title text not null,
  html text not null,
  body text not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);

create table sample.ticket_notes (
  note_id bigint generated always as identity primary key,
  ticket_number bigint not null references sample.tickets,
  marker text not null,
  html text not null,
  body text not null,
  noted_at timestamptz not null,
  unique (ticket_number, marker)
);

-- How far the sample history has been played; one row at the most.
create table sample.seeding (
  only_row boolean primary key default true check (only_row),
  -- The present of the sample, kept so that an interrupted seeding goes on in the same time.
  sample_now timestamptz not null,
  steps_done integer not null default 0,
  finished_at timestamptz
);
