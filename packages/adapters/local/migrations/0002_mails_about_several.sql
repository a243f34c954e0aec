-- The bookings of a mail about several; null of others.
alter table sample.mails add column booking_ids bigint[];
