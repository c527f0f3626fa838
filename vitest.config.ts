import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/node24/install.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Whole-program tests start child processes; two at a time is what two cores bear.
    maxWorkers: 2,
  },
});
