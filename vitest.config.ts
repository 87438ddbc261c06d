import { defineConfig } from 'vitest/config';

// One runner for every package. `server` shares one PostgreSQL (test/global-setup.ts) and clones a database per worker from a template.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['packages/{contract,rql,addresses,tlog,sdk,cli}/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          setupFiles: ['scripts/test/seed.ts'],
        },
      },
      {
        test: {
          name: 'server',
          include: ['packages/server/{src,test}/**/*.test.ts'],
          exclude: [
            'packages/server/test/stranger.test.ts',
            // With a given PostgreSQL: what starts the embedded one says nothing about the other.
            ...(process.env.TENANTRY_TEST_DATABASE_URL
              ? ['packages/server/src/core/embedded/**', 'packages/server/test/crash*.test.ts']
              : []),
          ],
          globalSetup: ['packages/server/test/global-setup.ts'],
          setupFiles: ['scripts/test/seed.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          // A step of its own, because it needs Go.
          name: 'stranger',
          include: ['packages/server/test/stranger.test.ts'],
          globalSetup: ['packages/server/test/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          // Nothing here is meant to take long; a machine that does ten other things may need it.
          expect: { poll: { timeout: 60_000, interval: 100 } },
          testTimeout: 600_000,
          hookTimeout: 120_000,
          // One browser and one server at a time: two cores are little for both.
          maxWorkers: 1,
        },
      },
      'packages/portal',
    ],
  },
});
