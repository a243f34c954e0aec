/** Declares environment variables: each once, with its type, its default and its description. */
export {
  apiUrl,
  choice,
  instant,
  listOf,
  MAKE_ONE,
  number,
  onOrOff,
  port,
  reading,
  seconds,
  secret,
  shaped,
  signingSecret,
  text,
  timeZone,
  webUrl,
} from './readings.ts';
export { MAIL_FROM, NODE_ENV, TIME_ZONE } from './shared-variables.ts';
export { type About, aboutOf, type Reading, type Variable, type VariableGroup, variable } from './variable.ts';
