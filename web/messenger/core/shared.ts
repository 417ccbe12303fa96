// What another app hands over, laid aside on this device until the page has taken it.

export const SHARED_CACHE = 'shared';
const FILES_MAX = 10;
const PARTS = ['title', 'text', 'url'] as const;
const NAMED = 'x-name';

/** Files into a cache of their own; returns the words, which go on in the address of the page. */
export async function keepShared(form: FormData): Promise<URLSearchParams> {
  const files = form.getAll('files').filter((each): each is File => each instanceof File && each.size > 0).slice(0, FILES_MAX);
  await caches.delete(SHARED_CACHE);
  const cache = await caches.open(SHARED_CACHE);
  await Promise.all(files.map((file, i) => cache.put(`/shared/${i}`, new Response(file, { headers: { 'Content-Type': file.type || 'application/octet-stream', [NAMED]: encodeURIComponent(file.name) } }))));
  const words = new URLSearchParams();
  for (const part of PARTS) {
    const said = form.get(part);
    if (typeof said === 'string' && said) words.set(part, said);
  }
  if (files.length) words.set('files', String(files.length));
  return words;
}

/** The files, in the order they came; they are let go here. */
export async function takeFiles(): Promise<File[]> {
  const cache = await caches.open(SHARED_CACHE);
  const found = await Promise.all((await cache.keys()).map(async (key) => {
    const kept = await cache.match(key);
    return kept && new File([await kept.blob()], decodeURIComponent(kept.headers.get(NAMED) ?? 'file'), { type: kept.headers.get('content-type') ?? '' });
  }));
  await caches.delete(SHARED_CACHE);
  return found.filter((file) => file !== undefined);
}
