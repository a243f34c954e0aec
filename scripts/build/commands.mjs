/** The commands of a production build: `build/<name>.js` each. What only a try-out or a developer needs is not here. */
export const COMMANDS = [
  'http',
  'scheduler',
  'migrate',
  'sweep',
  'counts',
  'reconcile',
  'import-partners',
  'templates-push',
  'erase',
  'customer-data',
  'replay-hours',
  'events',
];
