/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { LANGUAGES, type Language, type MailKind } from '@miomente/booking-domain';
import { sendPage } from '../../guard/page-answer.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext, HttpRouter } from '../../request/context.ts';
import type { Reader } from '../frame/reader.ts';
import { PREVIEWS, PreviewPage, PreviewsPage } from './previews-page.tsx';
import type { MailPreviews, PreviewedMail } from './sample-desk.ts';
import { sendLetter } from './send-letter.ts';

/** Every mail in every language, to look at. */
export function registerPreviews(
  router: HttpRouter,
  previews: MailPreviews,
  reader: (ctx: HttpContext) => Promise<Reader>,
): void {
  router.get(PREVIEWS, async (ctx) => {
    sendPage(ctx, <PreviewsPage reader={await reader(ctx)} previews={previews} />);
  });
  router.get(`${PREVIEWS}/:kind/:language`, async (ctx) => {
    const chosen = chosenBy(ctx, previews);
    sendPage(ctx, <PreviewPage reader={await reader(ctx)} {...chosen} />);
  });
  router.get(`${PREVIEWS}/:kind/:language/html`, async (ctx) => {
    sendLetter(ctx, chosenBy(ctx, previews).mail.html);
  });
}

interface Chosen {
  readonly kind: MailKind;
  readonly language: Language;
  readonly mail: PreviewedMail;
}

function chosenBy({ params }: HttpContext, previews: MailPreviews): Chosen {
  const kind = previews.kinds.find((known) => known === params['kind']);
  const language = LANGUAGES.find((known) => known === params['language']);
  if (kind === undefined || language === undefined) throw new HttpProblem('not_found');
  return { kind, language, mail: previews.mail(kind, language) };
}
