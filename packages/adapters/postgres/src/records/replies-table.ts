/** The table of what partners wrote. */
export const REPLIES = 'miomente_partner_portal_replies';
