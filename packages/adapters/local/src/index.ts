/** Stand-ins for shop, mail provider and ticket system, so that everything runs without any configuration. */
export { type LocalConfig, localConfig, localVariables } from './config.ts';
export { type KeptMail, type Letter, LocalMailbox, type WriteLetter } from './mailbox/local-mailbox.ts';
export { makeSeal, type Seal } from './mailbox/seal.ts';
export { localMigrations } from './migrations.ts';
export { LOCAL, localMailboxModule, localTicketDeskModule, sampleShopModule } from './module.ts';
export type { Page, PageRequest } from './page.ts';
export { SAMPLE_ANSWERS, SAMPLE_LOGINS, SAMPLE_OFFICE, SAMPLE_PARTNERS, type SampleLogin } from './seed/partners.ts';
export { type SeedDeps, seedSample } from './seed/seed-sample.ts';
export { OrderDesk } from './shop/order-desk.ts';
export type { ItemDraft, OrderDraft } from './shop/order-draft.ts';
export { type OrderRequest, SampleShop, type SampleShopDeps } from './shop/sample-shop.ts';
export { LocalTicketDesk, type TicketWords } from './tickets/local-ticket-desk.ts';
export type { LocalTicket } from './tickets/ticket-row.ts';
