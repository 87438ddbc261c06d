// Who may import whom. Each rule is broken once on purpose in packages/server/test/boundaries.test.ts.
const ours = (...names) => `^packages/(?!(?:${names.join('|')})/)`;

const testFiles = '(\\.test\\.tsx?|/testing\\.ts)$';

const rootTools = Object.keys(require('./package.json').devDependencies);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'what-is-published-stands-alone',
      comment: 'They are published and read by everybody, so they import nothing of ours.',
      severity: 'error',
      from: { path: '^packages/(contract|rql|addresses|tlog)/src/' },
      to: { path: '^(packages/(?!$1/)|scripts/|bench/|e2e/)' },
    },
    {
      name: 'sdk-sees-only-contract',
      severity: 'error',
      from: { path: '^packages/sdk/src/' },
      to: { path: ours('sdk', 'contract') },
    },
    {
      name: 'portal-never-sees-server',
      comment: 'A browser bundle must not be able to reach server code.',
      severity: 'error',
      from: { path: '^packages/portal/' },
      to: { path: ours('portal', 'sdk', 'contract', 'addresses') },
    },
    {
      name: 'cli-reaches-server-by-one-dynamic-import',
      comment: 'Commands of the API go through the SDK; those of the operator load packages/server/src/operator.ts when they are called.',
      severity: 'error',
      from: { path: '^packages/cli/' },
      to: { path: ours('cli', 'sdk', 'contract', 'tlog'), pathNot: '^packages/server/src/operator\\.ts$' },
    },
    {
      name: 'cli-loads-the-operator-half-when-called',
      severity: 'error',
      from: { path: '^packages/cli/' },
      to: { path: '^packages/server/src/operator\\.ts$', dynamic: false },
    },
    {
      name: 'slice-sees-core-itself-and-index-of-others',
      severity: 'error',
      from: { path: '^packages/server/src/(?!core/)([^/]+)/', pathNot: testFiles },
      to: { path: '^packages/server/src/(?!core/|$1/)', pathNot: '^packages/server/src/[^/]+/index\\.ts$' },
    },
    {
      name: 'slice-tests-see-no-inside-of-others',
      comment: 'A test may start the whole app; what it asserts of another slice goes through the API.',
      severity: 'error',
      from: { path: '^packages/server/src/(?!core/)([^/]+)/.*(\\.test\\.ts|/testing\\.ts)$' },
      to: { path: '^packages/server/src/(?!core/|$1/)[^/]+/', pathNot: '^packages/server/src/[^/]+/index\\.ts$' },
    },
    {
      name: 'core-knows-no-slice',
      severity: 'error',
      from: { path: '^packages/server/src/core/' },
      to: { path: '^packages/server/src/(?!core/)' },
    },
    {
      name: 'only-core-opens-the-database',
      comment: 'Slices get a transaction that already runs as the caller.',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/server/(src/core|test)/', testFiles] },
      to: { path: '(^|/)node_modules/(@types/)?(pg|pg-copy-streams|pg-boss|kysely)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // A cycle of types alone vanishes when the code runs; what is loaded when it is wanted may know what wants it.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-undeclared-dependency',
      comment: 'Workspaces hoist, so Node would find packages that nobody asked for. What only tests need does not run in the product.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: testFiles },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: '^node_modules/(vite/client|@types/)' },
    },
    {
      name: 'no-undeclared-dependency-of-tests',
      comment: 'The test runner and its tools are declared once, at the root.',
      severity: 'error',
      from: { path: ['^packages/[^/]+/(test/|[^/]+$)', testFiles] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: `^node_modules/(${rootTools.join('|')})/` },
    },
    {
      name: 'no-unresolvable-import',
      severity: 'error',
      from: {},
      // The launcher of the published CLI loads what its build makes.
      to: { couldNotResolve: true, pathNot: '/dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Anchored: the packages that we depend on keep their code in folders called dist.
    exclude: { path: '^(packages/[^/]+/dist|data|artifacts)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports count too: knowing a type is knowing the module.
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
