import { z } from 'zod';

/** One problem in SendGrid's error format. */
interface ErrorMessage {
  readonly message: string;
  readonly field: string | null;
  readonly help: null;
}

const SIMPLE_ADDRESS = /^[^\s@<>;,"()]+@[^\s@<>;,"()]+\.[^\s@<>;,"()]+$/;
const name = z
  .string()
  .min(1)
  .refine((text) => !/[;,]/.test(text), 'The name parameter may not contain ; or ,')
  .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'The name parameter may not contain line breaks')
  .refine((text) => !/\p{Surrogate}/u.test(text), 'Bad Request');
const person = z.strictObject({
  email: z.string().regex(SIMPLE_ADDRESS, 'Does not contain a valid address.'),
  name: name.optional(),
});

const RESERVED = [
  'email',
  'timestamp',
  'event',
  'sg_event_id',
  'sg_message_id',
  'reason',
  'status',
  'type',
  'category',
];
const customArgs = z
  .record(z.string(), z.string())
  .refine((args) => Buffer.byteLength(JSON.stringify(args)) < 10_000, 'The custom_args must be under 10,000 bytes')
  .refine((args) => !Object.keys(args).some((key) => RESERVED.includes(key)), 'A custom arg has a reserved name');

/** SendGrid writes these itself. */
const FREE_HEADER =
  /^(?!(x-sg-id|x-sg-eid|received|dkim-signature|content-type|content-transfer-encoding|to|from|subject|reply-to|cc|bcc)$)[\w-]+$/i;
const personalization = z.strictObject({
  to: z.array(person).min(1, 'The to array is required'),
  custom_args: customArgs.optional(),
  headers: z.record(z.string().regex(FREE_HEADER, 'The header is reserved'), z.string()).optional(),
  dynamic_template_data: z.record(z.string(), z.unknown()).optional(),
  subject: z.string().min(1).optional(),
});

const onOff = z.strictObject({ enable: z.boolean() });
const line = z
  .string()
  .min(1, 'The subject is required.')
  .refine((text) => !/[\r\n]/.test(text), 'The subject may not contain line breaks');

const send = z
  .strictObject({
    personalizations: z.array(personalization).min(1).max(1000),
    from: person,
    reply_to: person.optional(),
    subject: line.optional(),
    content: z
      .array(
        z.strictObject({
          type: z.enum(['text/plain', 'text/html']),
          value: z.string().min(1, 'The content value must be a string at least one character in length.'),
        }),
      )
      .min(1)
      .optional(),
    template_id: z.string().optional(),
    categories: z.array(z.string().min(1).max(255)).max(10, 'There is a limit of 10 categories').optional(),
    mail_settings: z.strictObject({ sandbox_mode: onOff.optional() }).optional(),
    tracking_settings: z
      .strictObject({
        click_tracking: z.strictObject({ enable: z.boolean(), enable_text: z.boolean() }).optional(),
        open_tracking: onOff.optional(),
        subscription_tracking: onOff.optional(),
        ganalytics: onOff.optional(),
      })
      .optional(),
  })
  .superRefine((mail, context) => {
    const complain = (message: string, ...path: string[]) => context.addIssue({ code: 'custom', message, path });
    const types = (mail.content ?? []).map(({ type }) => type);
    if (mail.template_id === undefined) {
      if (mail.subject === undefined) complain('The subject is required.', 'subject');
      if (types.length === 0)
        complain('Unless a valid template_id is provided, the content parameter is required.', 'content');
      if (mail.personalizations.some((each) => each.dynamic_template_data !== undefined))
        complain('Dynamic template data may only be used with dynamic transactional templates', 'template_id');
    }
    if (types.join() === 'text/html,text/plain') complain('text/plain content must come first', 'content');
    if (new Set(types).size < types.length) complain('Content types must be unique', 'content');
    if (new Set(mail.categories).size < (mail.categories?.length ?? 0))
      complain('Categories must be unique', 'categories');
  });

/** A mail that SendGrid would queue, as received. */
export type AcceptedSend = z.output<typeof send>;

/** Checks the body of `POST /v3/mail/send` against SendGrid's specification. */
export function complaintsAboutMail(
  body: unknown,
  isTemplate: (id: string) => boolean,
): { readonly messages: readonly ErrorMessage[]; readonly mail?: AcceptedSend } {
  const read = send.safeParse(body);
  if (!read.success) {
    const messages = read.error.issues.map(({ message, path }) => ({
      message,
      field: path.join('.') || null,
      help: null,
    }));
    return { messages };
  }
  const { template_id: id } = read.data;
  if (id !== undefined && !isTemplate(id))
    return { messages: [{ message: 'The template_id must be a valid template.', field: 'template_id', help: null }] };
  return { messages: [], mail: read.data };
}
