import type { MailKind } from '@miomente/booking-domain';

/** The meaning of a mail's colour. The words say the same. */
export type Tone = 'pending' | 'confirmed' | 'declined' | 'neutral';

/** The tone of each kind of mail. */
export const TONES: Readonly<Record<MailKind, Tone>> = {
  confirmation_request: 'pending',
  first_reminder: 'pending',
  second_reminder: 'pending',
  look_again: 'pending',
  confirm_again: 'pending',
  receipt: 'confirmed',
  decline_confirmation: 'declined',
  details_changed: 'neutral',
  cancellation_notice: 'neutral',
  several_requests: 'pending',
  several_reminders: 'pending',
  several_receipts: 'confirmed',
  day_before: 'neutral',
  customer_confirmed: 'confirmed',
  login_link: 'neutral',
};

/**
 * The colours for light mode, set inline. Those for dark mode are in the layout's style sheet, under the tone's name.
 */
export const TONE_COLOURS: Readonly<
  Record<Tone, { readonly tint: string; readonly edge: string; readonly ink: string }>
> = {
  pending: { tint: '#fff5d6', edge: '#b87d00', ink: '#744900' },
  confirmed: { tint: '#e6f5eb', edge: '#23834c', ink: '#176b3d' },
  declined: { tint: '#fdecea', edge: '#c4423a', ink: '#ab2c25' },
  neutral: { tint: '#ecece7', edge: '#85857c', ink: '#56584f' },
};
