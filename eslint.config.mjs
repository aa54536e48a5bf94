// The import table of docs/decisions.md and the architecture, as lint: `type:` says what a project is, `scope:` which context it is.
// This file and jest.config.mjs stay JavaScript, which their tools read without a compiler; infra/bootstrap.mjs because it runs on any Node.
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import unicorn from 'eslint-plugin-unicorn';
import tseslint from 'typescript-eslint';
import { CONTEXTS } from './infra/structure/import-table.ts';

const BASE = ['scope:contracts', 'scope:kernel', 'scope:platform', 'scope:audit', 'scope:testing'];

const depConstraints = [
  { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: ['scope:contracts'] },
  { sourceTag: 'scope:kernel', onlyDependOnLibsWithTags: ['scope:kernel', 'scope:contracts'] },
  {
    sourceTag: 'scope:platform',
    onlyDependOnLibsWithTags: ['scope:platform', 'scope:kernel', 'scope:contracts', 'scope:testing'],
  },
  {
    sourceTag: 'scope:testing',
    onlyDependOnLibsWithTags: ['scope:testing', 'scope:platform', 'scope:kernel', 'scope:contracts'],
  },
  ...Object.entries(CONTEXTS).map(([context, others]) => ({
    sourceTag: `scope:${context}`,
    onlyDependOnLibsWithTags: [...BASE, `scope:${context}`, ...others.map((other) => `scope:${other}`)],
  })),
  { sourceTag: 'type:server-app', onlyDependOnLibsWithTags: ['type:context', 'type:base'] },
  { sourceTag: 'type:web-app', onlyDependOnLibsWithTags: ['type:web', 'scope:contracts'] },
  { sourceTag: 'type:web', onlyDependOnLibsWithTags: ['type:web', 'scope:contracts'] },
  { sourceTag: 'type:sandbox', onlyDependOnLibsWithTags: ['scope:kernel', 'scope:contracts'] },
  {
    sourceTag: 'scope:seed',
    onlyDependOnLibsWithTags: ['scope:seed', 'scope:contracts', 'scope:kernel', 'scope:regions'],
  },
  { sourceTag: 'type:tooling', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:kernel'] },
];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/tmp', '**/.data', '**/.angular', 'libs/testing/fixtures/**'] },
  {
    files: ['**/*.ts', '**/*.mjs'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin, unicorn },
    rules: {
      // A literal spread into a literal hides how long the literal is.
      'unicorn/no-useless-spread': 'error',
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          // The harness opens databases with the platform, and the platform's own specs use the harness.
          ignoredCircularDependencies: [['platform', 'testing']],
          allow: [],
          // Of the contracts the schemas of bodies alone come on demand: words and paths are part of every page.
          checkDynamicDependenciesExceptions: ['@yigou/contracts', '@yigou/contracts/labels', '@yigou/contracts/paths'],
          depConstraints,
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
    },
  },
  {
    files: ['libs/kernel/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.](?!yigou/contracts)', message: 'The kernel is pure TypeScript.' }] },
      ],
    },
  },
  {
    files: ['apps/storefront/**/*.ts', 'apps/admin/**/*.ts', 'libs/web-ui/**/*.ts', 'libs/web-data/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: { '@angular-eslint/prefer-on-push-component-change-detection': 'error' },
  },
  {
    files: ['apps/storefront/**/*.html', 'apps/admin/**/*.html', 'libs/web-ui/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  { files: ['infra/**', 'e2e/**'], rules: { 'no-console': 'off' } },
  // Node runs these as they stand, without the path aliases, so they reach into the tree by relative paths.
  { files: ['e2e/{bench,demo,faults,http-client}/**/*.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
);
