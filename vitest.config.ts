import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/nodes/install.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Whole-program tests start child processes; two at a time is what two cores bear.
    maxWorkers: 2,
  },
});
