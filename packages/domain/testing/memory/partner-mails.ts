import type { Deliveries, PartnerMail } from '@miomente/booking-domain';
import { markIn } from './partners.ts';
import type { KeptDelivery, MemoryState } from './state.ts';

const CAME_BACK = 'bounced';

/** What `Deliveries` knows of mails that are about no booking. */
export function partnerMails(state: MemoryState): Pick<Deliveries, 'findPartnerMail' | 'partnerMailCameBack'> {
  const find = (messageId: string): (KeptDelivery & { readonly content: PartnerMail }) | undefined => {
    for (const delivery of state.deliveries.values())
      if (delivery.messageId === messageId && isPartnerMail(delivery)) return delivery;
    return undefined;
  };
  return {
    findPartnerMail: async (_scope, messageId) => find(messageId)?.content,
    partnerMailCameBack: async (_scope, messageId, bounced) => {
      const mail = find(messageId);
      if (mail === undefined || mail.reason === CAME_BACK) return false;
      state.deliveries.set(mail.id, { ...mail, reason: CAME_BACK });
      return markIn(state.partners, bounced);
    },
  };
}

function isPartnerMail(delivery: KeptDelivery): delivery is KeptDelivery & { readonly content: PartnerMail } {
  return delivery.content.type === 'login_mail' || delivery.content.type === 'day_before_list';
}
