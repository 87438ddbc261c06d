import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // light-dark() as it is, instead of a variable dance for each colour.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy allows no data: scripts or fonts, and hashed files cache better than inlined ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs, in one file that changes only when a library does.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack\/(react-router|router-core|history|query-core|react-query|store|react-store)|@floating-ui)\//,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/public': server, '/v1': server, '/auth': server } },
  test: {
    name: 'portal',
    environment: 'jsdom',
    include: ['{src,test}/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    css: false,
    // A busy machine takes seconds for what an idle one does at once; the time is no guarantee of these tests.
    testTimeout: 60_000,
  },
});
