export {
  DataFolderInUseError,
  DataFolderNotOursError,
  DataFolderNotWritableError,
  DataFolderVersionError,
  EmbeddedPostgresError,
  NoBinariesError,
  ServerDidNotStartError,
} from './errors.ts';
export { connectionTo } from './running-server.ts';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './server.ts';
