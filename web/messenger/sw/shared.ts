// What another app hands over: kept until the page has taken it.

const NAME = 'shared';
const FILES_MAX = 10;
const PARTS = ['title', 'text', 'url'] as const;
const NAMED = 'x-name';

export const isShared = (request: Request, url: URL): boolean => request.method === 'POST' && url.pathname === '/share';

/** Files into a cache of their own; the words go on in the address of the page. */
export async function takeShared(request: Request): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll('files').filter((each): each is File => each instanceof File && each.size > 0).slice(0, FILES_MAX);
  await caches.delete(NAME);
  const cache = await caches.open(NAME);
  await Promise.all(files.map((file, i) => cache.put(`/shared/${i}`, new Response(file, { headers: { 'Content-Type': file.type || 'application/octet-stream', [NAMED]: encodeURIComponent(file.name) } }))));
  const words = new URLSearchParams();
  for (const part of PARTS) {
    const said = form.get(part);
    if (typeof said === 'string' && said) words.set(part, said);
  }
  if (files.length) words.set('files', String(files.length));
  return Response.redirect(`/?${words}`, 303);
}
