// Tests of the client: the laws try the same examples every time; `SEED=7 npm test` looks at others.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { setupFiles: ['tests/setup.ts'], provide: { seed: Number(process.env.SEED ?? 1) } } });
