import { defineConfig } from 'vitest/config';

/** Tests that run the program, the Action or the library as they are built, or open a page in a browser. */
const program = [
  'test/{action,build,cli,docs,library,parallel,scheduling}/**/*.test.ts',
  'test/report/compliance/html/**/*.test.ts',
  'test/history/crash.test.ts',
  'test/verdicts/equalities.test.ts',
  'test/report/{accepted,inventory-findings,sarif}.test.ts',
];

/** A bound for what hangs. It decides no result: the slowest test takes a tenth of it on an idle machine. */
const HANGS = 600_000;

const limits = { testTimeout: HANGS, hookTimeout: HANGS, expect: { poll: { timeout: HANGS } } };

export default defineConfig({
  test: {
    // The tests start child processes; two at a time is what two cores bear.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: program, ...limits } },
      { test: { name: 'program', include: program, globalSetup: ['test/nodes/install.ts'], ...limits } },
    ],
  },
});
