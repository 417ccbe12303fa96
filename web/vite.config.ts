// Builds the messenger into the Python package; in development it forwards the protocol to a server on 8080.
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  build: {
    outDir: '../src/tambour/edges/web/built',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      checks: { eval: false }, // htmx has one, switched off by allowEval and by the console's policy
      input: { main: 'index.html', desk: 'console/main.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'desk' ? 'console/desk.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    proxy: { '/ws': { target: server, ws: true }, '/rpc': server, '/events': server, '/d': server },
  },
});
