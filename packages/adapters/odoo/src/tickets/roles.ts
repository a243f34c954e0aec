/** What the product needs fields of a ticket for. */
export const ROLES = [
  'title',
  'description',
  'number',
  'team',
  'tags',
  'priority',
  'stage',
  'partnerName',
  'partnerEmail',
] as const;

export type Role = (typeof ROLES)[number];

/** Fields by role, where they are not to be found by themselves; null leaves a role out. */
export interface FieldMap extends Readonly<Partial<Record<Role, string | null>>> {
  /** Further fields of a new ticket, in the form of Odoo's import. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Where each role usually is: OCA's and Enterprise's helpdesk.ticket, and project.task of any version. The partner's
 * name and address are in the description; in fields of their own they would have Odoo mail the partner.
 */
export const USUAL_FIELDS: Readonly<Record<Role, readonly string[]>> = {
  title: ['name'],
  description: ['description'],
  number: ['number', 'ticket_ref'],
  team: ['team_id', 'project_id'],
  tags: ['tag_ids'],
  priority: ['priority'],
  stage: ['stage_id'],
  partnerName: [],
  partnerEmail: [],
};
