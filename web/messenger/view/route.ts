/** Where the person is: kept in the address behind #, so that Back works and links can be shared. */
import { signal } from "@preact/signals";

export type Route =
  | { at: "home" }
  | { at: "chat"; c: number; s?: number; info?: boolean; thread?: number }
  | { at: "link"; name: string; s?: number; start?: string }
  | { at: "invite"; token: string }
  | { at: "qr"; url: string }
  | { at: "person"; u: number }
  | { at: "pack"; pack: string };

function parse(hash: string): Route {
  const path = decodeURIComponent(hash.replace(/^#?\/?/, ""));
  const begin = /^@?([A-Za-z]\w{2,})(?:\?start=|\/start\/)(.*)$/s.exec(path);
  if (begin) return { at: "link", name: begin[1] as string, start: begin[2] as string };
  const chat = /^c\/(-?\d+)(?:\/(\d+))?(\/info)?$/.exec(path);
  if (chat) return { at: "chat", c: Number(chat[1]), ...(chat[2] ? { s: Number(chat[2]) } : {}), ...(chat[3] ? { info: true } : {}) };
  const person = /^u\/(\d+)$/.exec(path);
  if (person) return { at: "person", u: Number(person[1]) };
  const thread = /^c\/(\d+)\/t\/(\d+)$/.exec(path);
  if (thread) return { at: "chat", c: Number(thread[1]), thread: Number(thread[2]) };
  const pack = /^addstickers\/([\w-]+)$/.exec(path);
  if (pack) return { at: "pack", pack: pack[1] as string };
  if (path.startsWith("qr/")) return { at: "qr", url: `${location.origin}/${path}` };
  if (path.startsWith("+") && path.length > 1) return { at: "invite", token: path.slice(1) };
  const link = /^@?([A-Za-z]\w{2,})(?:\/(\d+))?$/.exec(path);
  if (link) return { at: "link", name: link[1] as string, ...(link[2] ? { s: Number(link[2]) } : {}) };
  return { at: "home" };
}

/** `/NAME`, `/+TOKEN` and `/qr/…` opened from outside become places inside the app. */
function fromOutside(): void {
  const path = location.pathname.slice(1);
  if (!location.hash && path && !/^(index\.html|app\/?)$/.test(path)) history.replaceState(null, "", `/#/${path.replace(/^app\//, "")}${location.search.startsWith("?start=") ? location.search : ""}`);
}

fromOutside();
export const route = signal<Route>(parse(location.hash));
/** True once we ourselves moved: then Back stays inside the app. */
let moved = 0;
addEventListener("hashchange", () => { route.value = parse(location.hash); });

export const hrefOfThread = (c: number, root: number): string => `#/c/${c}/t/${root}`;
export const hrefOf = (c: number, s?: number): string => `#/c/${c}${s ? `/${s}` : ""}`;

export function go(hash: string, replace = false): void {
  if (replace) {
    history.replaceState(null, "", hash);
    route.value = parse(hash);
  } else {
    moved += 1;
    location.hash = hash;
  }
}

export function back(to = "#/"): void {
  if (moved > 0) {
    moved -= 1;
    history.back();
  } else go(to, true);
}
