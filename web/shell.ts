// Build step: tells the service worker which files the shell is, and holds the first load to its budget.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** The file with all that the page needs at once. */
export const FIRST = 'first';
const FIRST_LOAD_MAX = 90 * 1024;
const WORKER_MAX = 25 * 1024;
/** The review desk is another program's page; the service worker does not keep itself. */
const NOT_SHELL = /^(sw\.js|console\/|assets\/(desk|console)[-.])/;
/** Languages come one at a time: the words of the first load, and all words. */
const LANGUAGE = /^assets\/(en|ru|ar)-/;
const WORDS = /^assets\/(?:more\.|emoji-)?(en|ru|ar)-/;

const weight = (body: string | Uint8Array): number => gzipSync(body, { level: 9 }).length;
const kb = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(7);

export function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    writeBundle(options, bundle) {
      const folder = options.dir ?? '';
      const files = Object.keys(bundle).filter((name) => !NOT_SHELL.test(name)).sort();
      const bodies = new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
      const hash = createHash('sha256');
      for (const [name, body] of bodies) hash.update(name).update(body);
      const worker = join(folder, 'sw.js');
      const tongues: Record<string, string[]> = {};
      for (const name of files) {
        const tongue = WORDS.exec(name)?.[1];
        if (tongue) (tongues[tongue] ??= []).push(`/${name}`);
      }
      const known = JSON.stringify(files.filter((name) => !WORDS.test(name)).map((name) => `/${name}`));
      writeFileSync(worker, `const SHELL_FILES=${known},SHELL_TONGUES=${JSON.stringify(tongues)},SHELL_NAME="shell-${hash.digest('hex').slice(0, 12)}";${readFileSync(worker, 'utf8')}`);
      weigh(bundle, bodies);
    },
  };
}

/** The page's entry with all that it imports at once, its styles, the worker, and the heaviest language. */
function weigh(bundle: Rollup.OutputBundle, bodies: Map<string, Uint8Array>): void {
  const sizes = new Map([...bodies].filter(([name]) => /\.(js|css)$/.test(name)).map(([name, body]) => [name, weight(body)]));
  const first = new Set<string>();
  const follow = (name: string): void => {
    const chunk = bundle[name];
    if (first.has(name) || chunk?.type !== 'chunk') return;
    first.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) first.add(style);
    chunk.imports.forEach(follow);
  };
  for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.name === FIRST) follow(chunk.fileName);
  const workers = [...sizes.keys()].filter((name) => name.startsWith('assets/worker-'));
  const language = [...sizes].filter(([name]) => LANGUAGE.test(name)).sort((a, b) => b[1] - a[1])[0];
  for (const name of [...workers, ...(language ? [language[0]] : [])]) first.add(name);
  const sum = (names: Iterable<string>): number => [...names].reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
  for (const name of first) console.log(`${kb(sizes.get(name) ?? 0)} kB gz  ${name}`);
  console.log(`${kb(sum(first))} kB gz  first load (at most ${FIRST_LOAD_MAX / 1024}); worker at most ${WORKER_MAX / 1024}`);
  if (!workers.length || first.size < 4 || sum(first) > FIRST_LOAD_MAX || sum(workers) > WORKER_MAX) throw new Error('the messenger is over its budget');
}
