/** @jsxRuntime automatic */
/** @jsxImportSource preact */

import { LANGUAGES, type MailKind } from '@miomente/booking-domain';
import { type Page, type PageGate, page, type Reader, shows } from '@miomente/booking-http/pages';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { PreviewPage, PreviewsPage } from './previews-page.tsx';
import type { MailPreviews } from './sample-desk.ts';
import { showsLetter } from './send-letter.ts';

/** Every mail in every language, to look at. */
export function previewPages(gate: PageGate<{ readonly reader: Reader }>, previews: MailPreviews): readonly Page[] {
  const chosen = {
    kind: z.string().transform((kind, { addIssue }): MailKind => {
      const known = previews.kinds.find((each) => each === kind);
      if (known === undefined) addIssue('There is no such mail.');
      return known ?? z.NEVER;
    }),
    language: z.enum(LANGUAGES),
  };
  return [
    page({
      method: 'get',
      address: paths.previews,
      about: 'Every kind of mail, to look at',
      gate,
      answers: { 200: 'The list of them' },
      handle: async ({ who: { reader } }) => shows(<PreviewsPage reader={reader} previews={previews} />),
    }),
    page({
      method: 'get',
      address: paths.preview,
      about: 'A mail with invented content, as a phone and a desktop show it',
      gate,
      params: chosen,
      answers: { 200: 'The mail' },
      handle: async ({ who: { reader }, params: { kind, language } }) =>
        shows(<PreviewPage reader={reader} kind={kind} language={language} mail={previews.mail(kind, language)} />),
    }),
    page({
      method: 'get',
      address: paths.previewLetter,
      about: 'The same, as the mail itself, for a frame',
      gate,
      params: chosen,
      answers: { 200: 'The mail’s own document' },
      handle: async ({ params: { kind, language } }) => showsLetter(previews.mail(kind, language).html),
    }),
  ];
}
