import { paths } from './paths.ts';

/** The addresses whose token is the whole right to a booking, a login or a calendar. */
const LINKS = [paths.confirmLink, paths.declineLink, paths.loginLink, paths.calendarFeed] as const;
/** Pages below `/api`, because mails of past years link to them. */
const PEOPLES = [paths.confirmLink, paths.declineLink] as const;
const FOR_PROGRAMS = [
  '/api',
  paths.health.pattern,
  paths.readiness.pattern,
  paths.apiDocument.pattern,
  paths.metrics.pattern,
];
/** Addresses that only programs call, whatever language they ask for. */
const UNATTENDED = [
  '/api/webhooks',
  '/api/cron',
  '/api/events',
  paths.metrics.pattern,
  paths.health.pattern,
  paths.readiness.pattern,
];

const isBelow = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);
const rootOf = (pattern: string): string => pattern.slice(0, pattern.indexOf('/:'));

/** Whether a path is that of a mailed link, or would be one if it existed: the rest of it is a secret. */
export function holdsToken(path: string): boolean {
  return LINKS.some(
    ({ pattern }) => path.startsWith(`${rootOf(pattern)}/`) && path.length > rootOf(pattern).length + 1,
  );
}

/** Whether errors at a path are pages for people. */
export function isForPeople(path: string): boolean {
  return (
    !FOR_PROGRAMS.some((root) => isBelow(path, root)) ||
    PEOPLES.some(({ pattern }) => path.startsWith(`${rootOf(pattern)}/`))
  );
}

/** Whether only programs call a path: their errors are in English (api#programs-are-told). */
export function isForPrograms(path: string): boolean {
  return UNATTENDED.some((root) => isBelow(path, root));
}
