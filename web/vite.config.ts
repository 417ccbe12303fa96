// Builds the messenger into the Python package; in development it forwards the protocol to a server on 8080.
import { defineConfig } from 'vite';
import { FIRST, shell } from './shell.ts';

const server = process.env.TAMBOUR_SERVER ?? 'http://127.0.0.1:8080';

const NAMED: Record<string, string> = { sw: 'sw.js', desk: 'console/desk.js' };

/** What the page needs at once travels as one file: ten requests on a slow line are ten times its delay, and small files pack badly. */
function atOnce(id: string, context: { getModuleInfo(id: string): { importers: readonly string[] } | null }): string | null {
  const asked = [id];
  for (const one of asked) {
    if (one.endsWith('/messenger/main.tsx')) return FIRST;
    for (const by of context.getModuleInfo(one)?.importers ?? []) if (!asked.includes(by)) asked.push(by);
  }
  return null;
}

/** Bytes of source: what several later parts need and is small travels once, together; each file costs its headers, and packs badly alone. */
const SMALL = 2500;

export default defineConfig({
  base: '/',
  plugins: [shell()],
  build: {
    outDir: '../src/tambour/edges/web/built',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rollupOptions: {
      checks: { eval: false }, // htmx has one, switched off by allowEval and by the console's policy
      input: { index: 'index.html', sw: 'messenger/sw/sw.ts', desk: 'console/main.ts' },
      output: { codeSplitting: { groups: [{ name: atOnce, debugName: FIRST, test: /\.(tsx?|m?js)$/ }, { name: 'shared', test: /messenger\/(view|core)\/.*\.tsx?$/, minShareCount: 2, maxModuleSize: SMALL }] }, entryFileNames: (chunk) => NAMED[chunk.name] ?? 'assets/[name]-[hash].js' },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: { '/ws': { target: server, ws: true }, '/rpc': server, '/events': server, '/d': server },
  },
});
