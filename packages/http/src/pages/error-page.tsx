/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { HttpDeps } from '../deps.ts';
import type { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import type { IconName } from './frame/icon.tsx';
import { Page } from './frame/page.tsx';
import { Mark } from './frame/parts.tsx';
import type { Reader } from './frame/reader.ts';
import { plainReader } from './frame/readers.ts';
import { renderPage } from './frame/send-page.ts';

type Trouble = keyof Reader['words']['trouble'];

/** The page for an error that no page answers itself: a whole HTML document in the visitor's language. */
export function renderErrorPage(
  deps: Pick<HttpDeps, 'settings' | 'clock' | 'sample'>,
  ctx: HttpContext,
  problem: HttpProblem,
): string {
  return renderPage(<TroublePage reader={plainReader(deps, ctx)} trouble={troubleOf(problem)} />);
}

/** What people are told of an error. */
function troubleOf({ status, code }: HttpProblem): Trouble {
  if (code === 'cross_origin') return 'forged';
  if (status === 401 || status === 403) return 'notAllowed';
  if (status === 404 || status === 405) return 'notFound';
  if (status === 429) return 'tooMany';
  if (status === 503) return 'unavailable';
  return status < 500 ? 'malformed' : 'failed';
}

const ICONS: Readonly<Record<Trouble, IconName>> = {
  notFound: 'search',
  notAllowed: 'ban',
  forged: 'ban',
  malformed: 'alert',
  tooMany: 'clock',
  failed: 'alert',
  unavailable: 'clock',
};

/** What happened, what it means, and the one way on. */
export function TroublePage({ reader, trouble }: { readonly reader: Reader; readonly trouble: Trouble }) {
  const { title, what, next } = reader.words.trouble[trouble];
  const again = trouble === 'tooMany' || trouble === 'unavailable';
  return (
    <Page reader={reader} title={title}>
      <div class="panel narrow stack center" data-tone="wait">
        <Mark icon={ICONS[trouble]} />
        <h1>{title}</h1>
        <p>{what}</p>
        <a class="button fill" href={again ? reader.here : '/dashboard/bookings'}>
          {next}
        </a>
      </div>
    </Page>
  );
}
