/** The pages that stand in for shop, mail and ticket desk while none is configured. Production does not load them. */
export { type MailPreviewSettings, makeMailPreviews } from './mail-previews.ts';
export type {
  MailPreviews,
  PreviewedMail,
  SampleAccount,
  SampleDesk,
  SampleMail,
  SampleTicket,
} from './sample-desk.ts';
export { tryOut } from './try-out.ts';
