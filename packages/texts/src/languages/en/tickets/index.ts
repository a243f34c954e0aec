export { fields } from './fields.ts';
export { notes } from './notes.ts';
export { reasons, unanswered } from './reasons.ts';
