// Which layer may import which. scripts/check-layers.mjs plants a violation of every rule to see that it fires.
const sources = '^packages/(adapters/)?[^/]+/src/';
const library = (names) => `(^|node_modules/)(${names})(/|$)`;

/** What a layer may import from the other packages; npm and Node are left to rules of their own. */
const only = (name, path, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^packages/${path}/src/` },
  to: {
    path: '^(packages/|@miomente/)',
    pathNot: [`^packages/${path}/src/`, ...allowed.map((p) => `^packages/${p}/src/`)],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-only-itself',
      severity: 'error',
      from: { path: '^packages/domain/src/' },
      to: { pathNot: '^packages/domain/src/' },
    },
    {
      name: 'domain-testing-imports-only-the-domain-and-test-tools',
      severity: 'error',
      from: { path: '^packages/domain/testing/' },
      to: {
        pathNot: ['^packages/domain/(src|testing)/', library('vitest|fast-check')],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'the-example-uses-the-domain-as-others-do',
      severity: 'error',
      from: { path: '^packages/domain/example/' },
      to: {
        pathNot: ['^packages/domain/(example/|src/index\\.ts|testing/index\\.ts)'],
        dependencyTypesNot: ['core'],
      },
    },
    only('texts-know-only-the-domain', 'texts', ['domain']),
    only('config-knows-only-domain-and-texts', 'config', ['domain', 'texts']),
    {
      name: 'texts-use-only-handlebars',
      severity: 'error',
      from: { path: '^packages/texts/src/' },
      to: { pathNot: ['^packages/', library('handlebars')], dependencyTypesNot: ['core'] },
    },
    {
      name: 'adapters-know-only-domain-texts-and-config',
      severity: 'error',
      from: { path: '^packages/adapters/([^/]+)/src/' },
      to: {
        path: '^(packages/|@miomente/)',
        pathNot: ['^packages/adapters/$1/src/', '^packages/(config|domain|texts)/src/'],
      },
    },
    only('paths-stand-alone', 'paths', []),
    only('http-knows-only-what-stands-below', 'http', ['config', 'domain', 'paths', 'texts']),
    {
      name: 'answers-to-problems-know-no-page',
      comment: 'What every request passes stands below the pages, which are handed to it.',
      severity: 'error',
      from: { path: '^packages/http/src/(problem|request|guard|security|session|body|csv|wire|config)' },
      to: { path: '^packages/http/src/pages/' },
    },
    only('try-out-knows-http-and-what-it-shows', 'try-out', ['domain', 'http', 'paths', 'texts']),
    {
      name: 'nobody-loads-the-try-out-unasked',
      comment: 'Only a dynamic import, which production never comes to, may load the try-out.',
      severity: 'error',
      from: { path: sources, pathNot: '^packages/try-out/' },
      to: { path: '^packages/try-out/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    only('scheduler-knows-only-the-domain', 'scheduler', ['domain']),
    only('embedded-postgres-stands-alone', 'embedded-postgres', []),
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { pathNot: '^packages/app/' },
      to: { path: ['^packages/app/', '^@miomente/booking-app'] },
    },
    {
      name: 'nobody-imports-bench',
      severity: 'error',
      from: { pathNot: '^packages/bench/' },
      to: { path: ['^packages/bench/', '^@miomente/booking-bench'] },
    },
    {
      name: 'product-never-imports-test-code',
      severity: 'error',
      from: { path: sources, pathNot: '^packages/(testing|faults|bench)/' },
      to: { path: ['^packages/testing/', '^packages/(adapters/)?[^/]+/(testing|test)/', '^@miomente/.*testing'] },
    },
    {
      name: 'pg-only-where-sql-is',
      severity: 'error',
      from: {
        path: sources,
        pathNot: '^packages/(adapters/(postgres|local)|scheduler|embedded-postgres|app|testing|faults|bench)/',
      },
      to: { path: library('pg|@types/pg') },
    },
    {
      name: 'jobs-only-in-scheduler-and-postgres',
      severity: 'error',
      from: { path: sources, pathNot: '^packages/(adapters/postgres|scheduler|app)/' },
      to: { path: library('graphile-worker') },
    },
    {
      name: 'inversify-only-in-app-and-modules',
      severity: 'error',
      from: { path: sources, pathNot: ['^packages/app/', '/module\\.ts$'] },
      to: { path: library('inversify') },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-cycles-between-subjects',
      comment: 'Of two folders of the domain at most one knows the other.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^packages/domain/src/[^/]+$' },
      to: { path: '^packages/domain/src/[^/]+$', circular: true },
    },
    {
      name: 'every-import-is-found',
      comment: 'A rule about paths can not see an import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // `.stryker` holds copies of the domain while `npm run mutate` runs.
    exclude: { path: '(^|/)(dist|[.]stryker)/|^packages/domain/docs/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
