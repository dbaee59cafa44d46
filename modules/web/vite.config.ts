import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a node, such as that of scripts/dev. */
const NODE = process.env['STARLING_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  build: {
    // On the class path of whoever depends on this module.
    outDir: 'target/classes/dev/starling/web',
    emptyOutDir: true,
    // Everything is a file of its own, so that a strict content security policy holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/v1': NODE,
      '/eventbus': { target: NODE, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
