// Media that was fetched once is kept on this device, up to a cap, the longest unused going first; what the worker says is gone goes at once.

const NAME = 'media';
const INDEX = '/f/.index';
const CHANNEL = 'tambour-media';
/** All of it, and one file. Longer films are streamed and not kept. */
const KEPT_MAX = 200 * 1024 * 1024;
const ONE_MAX = 8 * 1024 * 1024;
/** A kept file is asked after again (a few hundred bytes) when this old, should a removal have been missed. */
const RECHECK_MS = 3_600_000;
const SAVE_MS = 2000;
const SINCE = 'x-kept-since';

interface Lifetime { request: Request; waitUntil(work: Promise<unknown>): void }
interface Entry { size: number; used: number }

let index: Promise<Map<string, Entry>> | undefined;
let saving: ReturnType<typeof setTimeout> | undefined;
/** Gone a moment ago: what is still being fetched of it is not kept. */
const gone = new Set<string>();
/** Raised when everything goes: what was asked for before is not kept after. */
let swept = 0;
const channel = new BroadcastChannel(CHANNEL);
channel.onmessage = ({ data }: MessageEvent<{ gone?: string[] | '*' }>) => {
  if (data.gone === '*') {
    swept += 1;
    index = undefined;
    clearTimeout(saving);
  } else for (const id of data.gone ?? []) gone.add(id);
};

const KINDS: Record<string, string> = { s: 'photos', m: 'photos', l: 'photos', p: 'videos', v: 'videos', 480: 'videos', a: 'voice' };
const idOf = (path: string): string => path.split('/')[2] ?? '';
const nameOf = (path: string): string => path.split('/')[3] ?? '';

/** Whether this is media that may be kept; originals are downloads and pass by. */
export const isMedia = (url: URL): boolean => url.pathname.startsWith('/f/') && nameOf(url.pathname) in KINDS;

function count(path: string, down: number): void {
  channel.postMessage({ kind: KINDS[nameOf(path)], down });
}

export async function media(event: Lifetime, url: URL): Promise<Response> {
  const path = url.pathname;
  const range = event.request.headers.get('range');
  const cache = await caches.open(NAME);
  const kept = await cache.match(path);
  if (kept && !gone.has(idOf(path))) {
    event.waitUntil(touch(path));
    if (Date.now() - Number(kept.headers.get(SINCE)) > RECHECK_MS) event.waitUntil(recheck(path, kept));
    return cut(kept, range);
  }
  if (range && !/^bytes=0-/.test(range)) return passing(event.request, path);
  const era = swept;
  const answer = await fetch(path, { credentials: 'same-origin', cache: 'no-store' });
  if (!answer.ok) return answer;
  const size = Number(answer.headers.get('content-length') ?? 0);
  if (!size || size > ONE_MAX) {
    void answer.body?.cancel();
    return passing(event.request, path);
  }
  const whole = await answer.blob();
  count(path, whole.size);
  const headers = new Headers(answer.headers); // also those that keep a browser from running what it is
  headers.set(SINCE, String(Date.now()));
  headers.set('Content-Length', String(whole.size));
  const made = () => new Response(whole, { headers });
  event.waitUntil(keep(path, made(), whole.size, era));
  return cut(made(), range);
}

/** Streamed from the server as it was asked for; its bytes are counted and not kept. */
async function passing(request: Request, path: string): Promise<Response> {
  const range = request.headers.get('range');
  const answer = await fetch(path, { credentials: 'same-origin', cache: 'no-store', headers: range ? { Range: range } : {} });
  if (!answer.body || !answer.ok) return answer;
  const counted = answer.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, out) {
      count(path, piece.byteLength);
      out.enqueue(piece);
    },
  }));
  return new Response(counted, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}

/** The part that was asked for: films are only sought in by parts. */
export async function cut(answer: Response, range: string | null): Promise<Response> {
  const asked = range && /^bytes=(\d+)-(\d*)$/.exec(range);
  if (!asked) return answer;
  const whole = await answer.blob();
  const from = Number(asked[1]);
  const to = Math.min(whole.size - 1, asked[2] ? Number(asked[2]) : whole.size - 1);
  if (from > to) return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${whole.size}` } });
  const type = answer.headers.get('content-type') ?? whole.type;
  const part = whole.slice(from, to + 1, type);
  const headers = new Headers(answer.headers);
  headers.set('Content-Length', String(part.size));
  headers.set('Content-Range', `bytes ${from}-${to}/${whole.size}`);
  return new Response(part, { status: 206, headers });
}

async function keep(path: string, answer: Response, size: number, era: number): Promise<void> {
  if (era !== swept) return;
  const cache = await caches.open(NAME);
  const entries = await known();
  await cache.put(path, answer);
  entries.set(path, { size, used: Date.now() });
  if (gone.has(idOf(path)) || era !== swept) {
    await cache.delete(path);
    entries.delete(path);
  }
  let sum = [...entries.values()].reduce((all, each) => all + each.size, 0);
  for (const [oldest, entry] of [...entries].sort((a, b) => a[1].used - b[1].used)) {
    if (sum <= KEPT_MAX) break;
    await cache.delete(oldest);
    entries.delete(oldest);
    sum -= entry.size;
  }
  save();
}

async function touch(path: string): Promise<void> {
  const entry = (await known()).get(path);
  if (entry) entry.used = Date.now();
  save();
}

async function recheck(path: string, kept: Response): Promise<void> {
  const etag = kept.headers.get('etag');
  const answer = await fetch(path, { credentials: 'same-origin', cache: 'no-store', headers: etag ? { 'If-None-Match': etag } : {} });
  const cache = await caches.open(NAME);
  if (answer.status === 404 || answer.status === 403 || answer.status === 410) {
    await cache.delete(path);
    (await known()).delete(path);
  } else if (answer.status === 304) {
    const again = await cache.match(path);
    if (again) await cache.put(path, new Response(await again.blob(), { headers: { ...Object.fromEntries(again.headers), [SINCE]: String(Date.now()) } }));
  }
}

/** What is kept and when it was last used; read once, written when it has been quiet. */
function known(): Promise<Map<string, Entry>> {
  index ??= read();
  return index;
}

async function read(): Promise<Map<string, Entry>> {
  const cache = await caches.open(NAME);
  const noted = new Map((await (await cache.match(INDEX))?.json().catch(() => [])) as [string, Entry][] | undefined);
  const entries = new Map<string, Entry>();
  for (const { url } of await cache.keys()) {
    const path = new URL(url).pathname;
    if (path === INDEX) continue;
    entries.set(path, noted.get(path) ?? { size: Number((await cache.match(path))?.headers.get('content-length') ?? 0), used: 0 });
  }
  return entries;
}

function save(): void {
  clearTimeout(saving);
  saving = setTimeout(() => void write(), SAVE_MS);
}

async function write(): Promise<void> {
  const era = swept;
  const entries = await known();
  if (era === swept) await (await caches.open(NAME)).put(INDEX, new Response(JSON.stringify([...entries])));
}
