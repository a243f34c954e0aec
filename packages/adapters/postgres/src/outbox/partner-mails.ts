import type { Deliveries, PartnerMail } from '@miomente/booking-domain';
import type { Database } from '../database/database.ts';
import { bouncedParameter, MARK_IF } from '../records/mark-statement.ts';
import { contentOf, DELIVERIES, DELIVERY_COLUMNS, type DeliveryRow } from './delivery-row.ts';
import { MESSAGE_ID } from './reported-mails.ts';

const FIND = `
  SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERIES}
  WHERE message_id = $1::uuid AND kind IN ('login_mail', 'day_before_list')`;
// Of any number of reports at once, the first notes it: the others wait for the row and find the reason.
const CAME_BACK = `
  WITH noted AS (
    UPDATE ${DELIVERIES} SET reason = 'bounced', updated_at = now()
    WHERE message_id = $2::uuid AND kind IN ('login_mail', 'day_before_list') AND reason IS DISTINCT FROM 'bounced'
    RETURNING id
  ), marked AS (${MARK_IF('noted')})
  SELECT customer_number FROM marked`;

/** Mails that are about no booking. */
export function partnerMails(db: Database): Pick<Deliveries, 'findPartnerMail' | 'partnerMailCameBack'> {
  return {
    findPartnerMail: async (_scope, messageId) => {
      if (!MESSAGE_ID.test(messageId)) return undefined;
      const [row] = await db.read<DeliveryRow>({ text: FIND, values: [messageId] });
      return row === undefined ? undefined : partnerMailOf(row);
    },
    partnerMailCameBack: async (_scope, messageId, bounced) => {
      if (!MESSAGE_ID.test(messageId)) return false;
      return (await db.rows({ text: CAME_BACK, values: [bouncedParameter(bounced), messageId] })).length > 0;
    },
  };
}

function partnerMailOf(row: DeliveryRow): PartnerMail | undefined {
  const content = contentOf(row);
  return content.type === 'login_mail' || content.type === 'day_before_list' ? content : undefined;
}
