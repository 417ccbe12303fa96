// Notifications: shown when a push comes, opened at the exact message, closed when the chat is read.

/** What the server sends, decrypted: docs/protocol/push.md. */
export interface Note { k?: 'message' | 'test'; c?: number; s?: number; ti?: string; x?: string; si?: number }
interface Shown { data?: { c: number; s: number } | null; tag: string; close(): void }
interface Window { focused: boolean; visibilityState: string; url: string; focus(): Promise<unknown>; postMessage(what: unknown): void }
export interface Worker {
  registration: {
    showNotification(title: string, options: object): Promise<void>;
    getNotifications(filter?: { tag?: string }): Promise<Shown[]>;
  };
  clients: { matchAll(which: object): Promise<Window[]>; openWindow(url: string): Promise<unknown> };
  navigator: { setAppBadge?(n: number): Promise<void>; clearAppBadge?(): Promise<void> };
}

const tagOf = (note: Note): string => (note.k === 'test' ? 'test' : `c:${note.c}`);
const windows = (worker: Worker) => worker.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Nothing is shown to somebody who looks at the app: the message is on the screen already. */
export async function show(worker: Worker, note: Note): Promise<void> {
  if (note.k !== 'test' && (await windows(worker)).some((w) => w.focused && w.visibilityState === 'visible')) return;
  const tag = tagOf(note);
  await worker.registration.showNotification(note.ti ?? 'Tambour', {
    body: note.x ?? '', tag, renotify: true, silent: !!note.si, dir: 'auto', icon: '/icon-192.png', badge: '/badge.png',
    data: note.c ? { c: note.c, s: note.s ?? 0 } : null,
  });
  const chats = (await worker.registration.getNotifications()).filter((each) => each.tag.startsWith('c:'));
  await worker.navigator.setAppBadge?.(chats.length).catch(() => undefined);
}

/** A window that is there is brought forward and told where to go; else one is opened. */
export async function click(worker: Worker, shown: Shown): Promise<void> {
  shown.close();
  const place = shown.data;
  const [first] = await windows(worker);
  if (!first) {
    await worker.clients.openWindow(place ? `/#/c/${place.c}/${place.s}` : '/');
    return;
  }
  if (place) first.postMessage({ k: 'open', ...place });
  await first.focus().catch(() => undefined);
}
