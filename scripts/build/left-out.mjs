// What a production build leaves out: the try-out's pages, and the PostgreSQL that `npm start` brings. Each is replaced by
// a module with the same exports as far as they are used, which says what to do instead.

const TRY_OUT = '@miomente/booking-try-out';
const LEFT_OUT = {
  [TRY_OUT]: `
    throw new Error('This build has no try-out: configure a shop, a mail provider or a ticket system.');
    export const makeMailPreviews = undefined;
    export const tryOut = undefined;
  `,
  '@miomente/embedded-postgres': `
    export class EmbeddedPostgresError extends Error {}
    export const connectionTo = async () => undefined;
    export const startEmbeddedPostgres = async () => {
      throw new EmbeddedPostgresError('This build brings no database: set DATABASE_URL.');
    };
  `,
};

const PREFIX = '\0left-out:';

/**
 * The plugin that puts them in place.
 * @param tryOut whether the try-out's pages stay nevertheless
 */
export function leaveOut({ tryOut }) {
  const isLeftOut = (source) => source in LEFT_OUT && !(tryOut && source === TRY_OUT);
  return {
    name: 'left-out',
    resolveId: (source) => (isLeftOut(source) ? PREFIX + source : null),
    load: (id) => (id.startsWith(PREFIX) ? LEFT_OUT[id.slice(PREFIX.length)] : null),
  };
}
