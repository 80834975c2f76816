import { defineConfig } from 'vitest/config';

const server = process.env.WFM_SERVER ?? 'http://127.0.0.1:5080';

export default defineConfig({
  build: {
    outDir: '../../artifacts/web',
    emptyOutDir: true,
    // The security policy takes nothing but files of our own, so nothing may be written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  // Nothing here is timed; a busy machine may take long.
  test: { testTimeout: 60_000 },
  server: { port: Number(process.env.WFM_WEB_PORT ?? 5173), proxy: { '/api': server, '/calendar': server } },
});
