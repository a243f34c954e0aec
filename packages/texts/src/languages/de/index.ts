export * as answers from './answers.ts';
export { notation } from './notation.ts';
export * as pages from './pages/index.ts';
export { terms } from './terms.ts';
export * as tickets from './tickets/index.ts';
