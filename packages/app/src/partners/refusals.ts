import type { PartnerRecordRefusal, RefusedPartner } from '@miomente/booking-domain';

const REASONS: Readonly<Record<PartnerRecordRefusal['reason'], string>> = {
  missing: 'is missing',
  too_long: 'is too long',
  no_address: 'is no e-mail address',
  no_language: 'is not de or en',
  no_yes_or_no: 'is neither yes nor no',
  no_region: 'is no region such as DE-BY',
  control_characters: 'holds line breaks or control characters',
};

/** Explains why a record was not imported, without its values. */
export function refusalText(refused: RefusedPartner): string {
  if (refused.type === 'duplicate') return `names the same partner as ${refused.of}; leave one of them`;
  return refused.refusals.map(({ field, reason }) => `${field} ${REASONS[reason]}`).join('; ');
}
