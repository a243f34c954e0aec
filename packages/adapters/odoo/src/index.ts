/** Opens tickets in Odoo, imports its partners, and checks its setup. */
export { checkOdoo, type OdooProblem } from './check/check-odoo.ts';
export { type OdooConfig, odooConfig, odooVariables } from './config.ts';
export { ODOO, odooCalls, odooModule } from './module.ts';
export { type ImportedPartner, OdooPartners } from './partners/odoo-partners.ts';
export type { Call, OdooCalls } from './rpc/odoo-calls.ts';
export { OdooTicketDesk, type OdooTicketDeskDeps, type TicketConfig } from './tickets/odoo-ticket-desk.ts';
