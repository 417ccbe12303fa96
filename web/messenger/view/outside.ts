/** Beyond the page: notifications of this device, the badge, installing, what other apps share with us. */
import { effect, signal } from "@preact/signals";
import { h } from "preact";
import { outsideWords } from "../words/outside";
import { isUnread } from "./names";
import { go, hrefOf } from "./route";
import { openSaved } from "./openchat";
import { openContacts } from "./panels";
import { lang } from "./say";
import { showSheet } from "./Sheet";
import { account, ask, chats } from "./state";
import { toast } from "./Toast";

interface InstallEvent extends Event { prompt(): Promise<unknown>; userChoice: Promise<{ outcome: string }> }
interface Badge { setAppBadge?(n: number): Promise<void>; clearAppBadge?(): Promise<void> }

/** `unsupported`: not in this browser; `denied`: the person or the browser said no; `off` and `on`: on this device. */
export type Push = "unsupported" | "denied" | "off" | "on";
export const push = signal<Push>("off");
/** There while the browser offers to install. */
export const installable = signal<InstallEvent | null>(null);

/** The device was told to notify whoever is signed in here. */
const KEPT = "push";

export const supported = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export async function start(): Promise<void> {
  addEventListener("beforeinstallprompt", (ev) => { ev.preventDefault(); installable.value = ev as InstallEvent; });
  addEventListener("appinstalled", () => { installable.value = null; });
  takeShared();
  effect(() => { document.querySelector<HTMLLinkElement>("link[rel=manifest]")!.href = `/manifest${lang.value === "en" ? "" : `-${lang.value}`}.webmanifest`; });
  watchUnread();
  if (!supported()) { push.value = "unsupported"; return; }
  navigator.serviceWorker.addEventListener("message", (ev: MessageEvent<{ k?: string; c?: number; s?: number }>) => {
    if (ev.data?.k === "open" && ev.data.c) go(hrefOf(ev.data.c, ev.data.s));
  });
  effect(() => { if (account.value.state === "out") localStorage.removeItem(KEPT); });
  await look();
  if (push.peek() === "on") await subscribe().catch(() => undefined);
}

/** What stands now; asks nobody. */
export async function look(): Promise<void> {
  if (!supported()) push.value = "unsupported";
  else if (Notification.permission === "denied") push.value = "denied";
  else push.value = Notification.permission === "granted" && localStorage.getItem(KEPT) ? "on" : "off";
}

/** Only after a click: the browser asks the person. Throws when it cannot subscribe. */
export async function turnOn(): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") { await look(); return; }
  await subscribe();
  localStorage.setItem(KEPT, "1");
  await look();
}

export async function turnOff(): Promise<void> {
  localStorage.removeItem(KEPT);
  const found = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  if (found) {
    await ask("push.unsub", { endpoint: found.endpoint }).catch(() => undefined);
    await found.unsubscribe();
  }
  await look();
}

async function subscribe(): Promise<void> {
  const { key } = await ask("push.key", {});
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  const bytes = Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const found = old ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes }));
  const { endpoint, keys } = found.toJSON();
  await ask("push.sub", { endpoint: endpoint ?? "", p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "" });
}

/** The number on the app's icon; and what was read, here or elsewhere, leaves the notification list. */
function watchUnread(): void {
  const badge = navigator as Badge;
  let last = -1;
  effect(() => {
    if (account.value.state !== "in") return;
    const waiting = chats.value.filter((ch) => isUnread(ch) && !ch.archived && ch.muteUntil !== -1 && ch.muteUntil < Date.now()).length;
    if (waiting !== last) void (waiting ? badge.setAppBadge?.(waiting) : badge.clearAppBadge?.())?.catch(() => undefined);
    last = waiting;
    void closeRead();
  });
}

/** By what is read when they are at hand: a notification may have come meanwhile, or be of a message that is not here yet. */
async function closeRead(): Promise<void> {
  const shown = (await navigator.serviceWorker?.getRegistration?.()?.then((found) => found?.getNotifications?.())) ?? [];
  const last = new Map(chats.peek().filter((ch) => !ch.unread).map((ch) => [ch.id, ch.lastSeq]));
  for (const note of shown) {
    const { c = 0, s = 0 } = (note.data ?? {}) as { c?: number; s?: number };
    if (s <= (last.get(c) ?? -1)) note.close();
  }
}

/** Calls `what` once, when somebody is signed in and their chats are there. */
function whenIn(what: () => void): void {
  const stop = effect(() => {
    if (account.value.state !== "in" || !chats.value.length) return;
    queueMicrotask(() => { stop(); what(); });
  });
}

/** A shortcut of the icon; or the system's share sheet, which opens `/?title=…&text=…&url=…&files=N`: the person chooses a chat, the words become its draft, files are shown before they leave. The address stays until then, also over signing in. */
function takeShared(): void {
  const said = new URLSearchParams(location.search);
  const handed = takeHanded();
  const words = PARTS.map((key) => (handed?.said?.[key] ?? said.get(key))?.trim()).filter((part, at, all) => part && all.indexOf(part) === at);
  const doing = said.get("do");
  const files = handed?.files?.length ?? Number(said.get("files") ?? 0);
  if (!words.length && !doing && !files && !handed) return;
  whenIn(() => {
    history.replaceState(null, "", `/${location.hash}`);
    if (doing === "new") return openContacts();
    if (doing === "saved") return void openSaved();
    if (handed?.lost) toast(outsideWords[lang.peek()].again);
    if (words.length || files) void Promise.all([import("./panels/ShareIn"), handed?.files ?? takeFiles()]).then(([p, taken]) => showSheet((close) => h(p.ShareIn, { close, text: words.join("\n").slice(0, 4000), files: taken })));
  });
}

const PARTS = ["title", "text", "url"];
interface Handed { said?: Record<string, string>; files?: File[]; lost?: 1 }

/** What the server handed back because no service worker ran yet (edges/web/share.py). The page's address asks for it again when it is loaded anew. */
function takeHanded(): Handed | undefined {
  const place = document.getElementById("shared");
  if (!place) return undefined;
  const { said, files, lost } = JSON.parse(place.textContent ?? "{}") as Omit<Handed, "files"> & { files?: { about: [name: string, type: string]; bytes: string }[] };
  place.remove();
  const taken = files?.map(({ about: [name, type], bytes }) => new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type }));
  return { ...(said ? { said } : {}), ...(taken ? { files: taken } : {}), ...(lost ? { lost } : {}) };
}

/** Files that the service worker took from another app; they are let go here. */
async function takeFiles(): Promise<File[]> {
  const cache = await caches.open("shared");
  const found = await Promise.all((await cache.keys()).map(async (key) => {
    const kept = await cache.match(key);
    return kept && new File([await kept.blob()], decodeURIComponent(kept.headers.get("x-name") ?? "file"), { type: kept.headers.get("content-type") ?? "" });
  }));
  await caches.delete("shared");
  return found.filter((file) => file !== undefined);
}
