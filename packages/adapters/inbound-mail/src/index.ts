/** Answers to mails, as SendGrid's Inbound Parse hands them in. */
export { type InboundMailConfig, inboundMailConfig, inboundMailVariables } from './config.ts';
export { MAX_FORM_BYTES } from './form.ts';
export { inboundMailReceiver } from './receiver.ts';
