// Build step: tells the service worker which files the shell is, and prints what a first load weighs.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

export const FIRST_LOAD_MAX = 90 * 1024;
export const CORE_MAX = 25 * 1024;

/** The review desk is another program's page. */
const DESK = /^\/(console\/|assets\/(desk|console|htmx)[-.])/;

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

export function shell(): Plugin {
  let folder = '';
  return {
    name: 'shell',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      const sizes = new Map<string, number>();
      const hash = createHash('sha256');
      for (const path of filesUnder(folder).sort()) {
        const name = `/${relative(folder, path)}`;
        if (name === '/sw.js' || DESK.test(name)) continue;
        const body = readFileSync(path);
        hash.update(name).update(body);
        sizes.set(name, gzipSync(body, { level: 9 }).length);
      }
      const worker = join(folder, 'sw.js');
      const known = `const SHELL_FILES=${JSON.stringify([...sizes.keys()])},SHELL_NAME="shell-${hash.digest('hex').slice(0, 12)}";`;
      writeFileSync(worker, known + readFileSync(worker, 'utf8'));
      weigh(sizes);
    },
  };
}

/** Words of languages other than the first load's one come later and do not count. */
function weigh(sizes: Map<string, number>): void {
  const counted = [...sizes].filter(([name]) => /\.(js|css)$/.test(name));
  const later = counted.filter(([name]) => /\/(words|lang|later)[-.]/.test(name));
  const first = counted.filter((each) => !later.includes(each)).reduce((sum, [, size]) => sum + size, 0);
  const core = counted.filter(([name]) => /\/worker-/.test(name)).reduce((sum, [, size]) => sum + size, 0);
  for (const [name, size] of counted) console.log(`${(size / 1024).toFixed(1).padStart(7)} kB gz  ${name}`);
  console.log(`${(first / 1024).toFixed(1).padStart(7)} kB gz  first load (at most ${FIRST_LOAD_MAX / 1024}), of it the worker ${(core / 1024).toFixed(1)}`);
  if (first > FIRST_LOAD_MAX || core > CORE_MAX) throw new Error('the messenger grew over its budget');
}
