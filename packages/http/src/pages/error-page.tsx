/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { paths } from '@miomente/booking-paths';
import type { HttpDeps } from '../deps.ts';
import { renderPage } from '../guard/page-answer.ts';
import type { ErrorPage } from '../problem/answer-problems.ts';
import type { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import { isUnsafe } from '../security/same-origin.ts';
import type { IconName } from './frame/icon.tsx';
import { withoutLanguage } from './frame/language.ts';
import { Page } from './frame/page.tsx';
import { Mark } from './frame/parts.tsx';
import type { Reader } from './frame/reader.ts';
import { plainReader } from './frame/readers.ts';
import { HOME, safePath } from './login/safe-path.ts';

type Trouble = keyof Reader['words']['trouble'];

/**
 * Creates error pages, in the visitor's language.
 * @param readerFor looks up the reader; without it nobody is known
 */
export function errorPages(deps: Pick<HttpDeps, 'settings' | 'clock' | 'sample'>, readerFor?: FindReader): ErrorPage {
  return async (ctx, problem) => {
    const known = isOfVisitor(problem) ? await readerFor?.(ctx).catch(() => undefined) : undefined;
    const reader = { ...(known ?? plainReader(deps, ctx)), here: pageOf(ctx) };
    return renderPage(<TroublePage reader={reader} trouble={troubleOf(problem)} />);
  };
}

/** Looks up who reads a page, which takes a query or two. */
export type FindReader = (ctx: HttpContext) => Promise<Reader>;

/** Whether the page knows who is logged in. When the failure is ours, or a limit is reached, nothing is looked up. */
function isOfVisitor({ status }: HttpProblem): boolean {
  return status < 500 && status !== 401 && status !== 429;
}

/** A page that can be opened again: for a failed form, the page with the form, which the browser names. */
function pageOf(ctx: HttpContext): string {
  if (!isUnsafe(ctx.method)) return withoutLanguage(ctx.url);
  const from = URL.canParse(ctx.get('Referer')) ? new URL(ctx.get('Referer')) : undefined;
  return from?.host === ctx.host ? safePath(`${from.pathname}${from.search}`) : HOME;
}

/** The texts of an error page. */
function troubleOf({ status, code }: HttpProblem): Trouble {
  if (code === 'cross_origin') return 'forged';
  if (code === 'unknown_account') return 'unknownAccount';
  if (code === 'login_loop') return 'loginLoop';
  if (status === 401 || status === 403) return 'notAllowed';
  if (status === 404 || status === 405) return 'notFound';
  if (status === 413) return 'tooLarge';
  if (status === 429) return 'tooMany';
  if (status === 503) return 'unavailable';
  return status < 500 ? 'malformed' : 'failed';
}

const ICONS: Readonly<Record<Trouble, IconName>> = {
  notFound: 'search',
  notAllowed: 'ban',
  forged: 'ban',
  unknownAccount: 'ban',
  loginLoop: 'alert',
  malformed: 'alert',
  tooLarge: 'alert',
  tooMany: 'clock',
  failed: 'alert',
  unavailable: 'clock',
};

/** When the way on is the same page again. */
const AGAIN: readonly Trouble[] = ['tooMany', 'unavailable', 'unknownAccount', 'loginLoop'];

/** What happened, what it means, and one link that helps. */
export function TroublePage({ reader, trouble }: { readonly reader: Reader; readonly trouble: Trouble }) {
  const { title, what, next } = reader.words.trouble[trouble];
  const again = AGAIN.includes(trouble);
  return (
    <Page reader={reader} title={title}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon={ICONS[trouble]} />
        <h1>{title}</h1>
        <p>{what}</p>
        <a class="button fill" href={again ? reader.here : paths.bookings.at()}>
          {next}
        </a>
        {trouble === 'notAllowed' && (
          <form method="post" action={paths.logout.at()}>
            <button class="button" type="submit">
              {reader.words.frame.signOut}
            </button>
          </form>
        )}
      </div>
    </Page>
  );
}
