// One Jest run over every library and Node application: on two cores, twenty Jest start-ups cost more than the tests.
// Kinds of test are told apart by their suffix: .spec (pure), .db.spec and .race.db.spec (real PostgreSQL), .http.spec (API over a socket).
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      module: { type: 'es6' },
      jsc: {
        target: 'es2023',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        experimental: { keepImportAttributes: true },
      },
    },
  ],
};

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/infra/jest/environment.mjs',
  runtime: '<rootDir>/infra/jest/runtime.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  moduleNameMapper: {
    '^@yigou/contracts/(bodies|paths|labels)$': '<rootDir>/libs/contracts/src/$1.ts',
    // What formats, without the components beside it.
    '^@yigou/web-ui/format$': '<rootDir>/libs/web-ui/src/format.ts',
    '^@yigou/([a-z-]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
    '^@yigou/seed$': '<rootDir>/infra/seed/index.ts',
    '^@yigou/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  setupFiles: ['<rootDir>/libs/testing/src/quiet.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/tmp', '<rootDir>/.data'],
};

const roots = ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/infra'];
const web = ['<rootDir>/libs/web-ui', '<rootDir>/libs/web-data', '<rootDir>/apps/storefront', '<rootDir>/apps/admin'];
const pure = { ...shared, displayName: 'unit', roots, testMatch: ['**/*.spec.ts'] };

export default {
  // A ceiling for a hung test, not a measure: races on two busy cores take seconds.
  testTimeout: 60_000,
  // What modules leave behind is never given back; a process that sweeps gigabytes is slower than a new one.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...pure,
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.(db|http)\\.spec\\.ts$',
        ...web.map((p) => p.replace('<rootDir>', '')),
      ],
    },
    // What the web apps decide without Angular.
    {
      ...shared,
      displayName: 'web',
      roots: web,
      testMatch: ['**/*.pure.spec.ts'],
      setupFiles: [...shared.setupFiles, '<rootDir>/libs/web-ui/src/testing/compiler.mjs'],
    },
    // Angular in jsdom, compiled as the components need it (signal inputs, templates).
    {
      ...shared,
      displayName: 'dom',
      roots: web,
      testMatch: ['**/*.dom.spec.ts'],
      testEnvironment: '<rootDir>/infra/jest/dom-environment.mjs',
      setupFiles: [],
      setupFilesAfterEnv: ['<rootDir>/libs/web-ui/src/testing/environment.ts'],
      transform: {
        '^.+\\.(ts|html)$': [
          'jest-preset-angular',
          {
            tsconfig: '<rootDir>/libs/web-ui/tsconfig.spec.json',
            useESM: true,
            stringifyContentPathRegex: '\\.html$',
          },
        ],
      },
    },
    {
      ...shared,
      displayName: 'database',
      roots,
      testMatch: ['**/*.db.spec.ts', '**/*.http.spec.ts'],
      globalSetup: '<rootDir>/libs/testing/src/global-setup.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/global-teardown.mjs',
    },
  ],
};
