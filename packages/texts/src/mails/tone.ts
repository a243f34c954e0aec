import type { MailKind } from '@miomente/booking-domain';

/** What a mail is about at a glance: the colour of its title, beside the words. */
export type Tone = 'pending' | 'confirmed' | 'declined' | 'neutral';

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
  login_link: 'neutral',
};

/** Light colours, set inline; the dark ones are in the layout's style sheet, by the tone's name. */
export const TONE_COLOURS: Readonly<
  Record<Tone, { readonly tint: string; readonly edge: string; readonly ink: string }>
> = {
  pending: { tint: '#fff5d6', edge: '#b87d00', ink: '#744900' },
  confirmed: { tint: '#e6f5eb', edge: '#23834c', ink: '#176b3d' },
  declined: { tint: '#fdecea', edge: '#c4423a', ink: '#ab2c25' },
  neutral: { tint: '#ecece7', edge: '#85857c', ink: '#56584f' },
};
