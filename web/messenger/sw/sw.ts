// The service worker: the shell starts without a network, media seen once need none, and notifications are shown.
import { isMedia, media } from './media';
import { isShared, takeShared } from './shared';
import { click, show, type Note, type Worker } from './notes';

/** Filled in by the build: every file of the shell but words, the words by language, and a name that changes with any of them. */
declare const SHELL_FILES: string[];
declare const SHELL_TONGUES: Record<string, string[]>;
declare const SHELL_NAME: string;

interface Lifetime extends Event { waitUntil(work: Promise<unknown>): void }
interface Told extends Lifetime { data: { speak?: string; claim?: boolean } | null }
interface Pushed extends Lifetime { data: { json(): unknown } | null }
interface Clicked extends Lifetime { notification: Parameters<typeof click>[1] }
interface Fetched extends Lifetime { request: Request; respondWith(answer: Promise<Response>): void }
const worker = self as unknown as {
  addEventListener(kind: 'install' | 'activate', heard: (event: Lifetime) => void): void;
  addEventListener(kind: 'fetch', heard: (event: Fetched) => void): void;
  addEventListener(kind: 'message', heard: (event: Told) => void): void;
  addEventListener(kind: 'push', heard: (event: Pushed) => void): void;
  addEventListener(kind: 'notificationclick', heard: (event: Clicked) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
} & Worker;

/** Never from a cache, never into one. */
const LIVE = /^\/(rpc|ws|events|d|f|files|console|authority|healthz|readyz|metrics)(\/|$)/;
const PAGE = '/index.html';

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

async function install(): Promise<void> {
  await keep([...SHELL_FILES, ...(await spoken()).flatMap((tongue) => SHELL_TONGUES[tongue] ?? [])]);
  await worker.skipWaiting();
}

/** The languages whose words the shell before this one had; without one, the browser's. */
async function spoken(): Promise<string[]> {
  const kept = (await Promise.all((await caches.keys()).filter((name) => name.startsWith('shell-')).map(async (name) => (await caches.open(name)).keys()))).flat();
  const known = Object.keys(SHELL_TONGUES).filter((tongue) => kept.some(({ url }) => url.includes(`/assets/${tongue}-`)));
  return known.length ? known : [navigator.languages.map((each) => each.slice(0, 2)).find((each) => each in SHELL_TONGUES) ?? 'en'];
}

async function keep(paths: string[]): Promise<void> {
  const cache = await caches.open(SHELL_NAME);
  await Promise.all(
    paths.map(async (path) => {
      if (path.startsWith('/assets/') && (await cache.match(path))) return;
      const known = path.startsWith('/assets/') ? await caches.match(path) : undefined;
      const answer = known ?? (await fetch(path === PAGE ? '/' : path, { cache: path.startsWith('/assets/') ? 'default' : 'no-cache' }));
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await cache.put(path, answer);
    }),
  );
}

// another language is spoken from now on: its words, too, are there without a network
worker.addEventListener('message', (event) => {
  const words = SHELL_TONGUES[event.data?.speak ?? ''];
  if (words) event.waitUntil(keep(words));
  if (event.data?.claim) event.waitUntil(worker.clients.claim());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(tidy());
});

/** Shells of builds before the last are thrown away; pages of the last one may still be open and ask for their files. */
async function tidy(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== SHELL_NAME);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener('push', (event) => {
  event.waitUntil(show(worker, (event.data?.json() ?? {}) as Note));
});

worker.addEventListener('notificationclick', (event) => {
  event.waitUntil(click(worker, event.notification));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin === location.origin && isShared(request, url)) return event.respondWith(takeShared(request));
  if (request.method === 'GET' && url.origin === location.origin && isMedia(url)) return event.respondWith(media(event, url));
  if (request.method !== 'GET' || url.origin !== location.origin || LIVE.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request, url));
  else if (url.pathname.startsWith('/assets/') || SHELL_FILES.includes(url.pathname)) event.respondWith(file(request, url));
});

/** The start page comes from the cache; other addresses (public pages) are asked for and fall back to the shell. */
async function page(request: Request, url: URL): Promise<Response> {
  const shell = await caches.match(PAGE, { cacheName: SHELL_NAME });
  if (url.pathname === '/' && shell) return shell;
  try {
    return await fetch(request);
  } catch (error) {
    if (shell) return shell;
    throw error;
  }
}

async function file(request: Request, url: URL): Promise<Response> {
  return (await caches.match(url.pathname)) ?? fetch(request);
}
