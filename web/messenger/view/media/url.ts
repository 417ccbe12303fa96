/** Where the bytes of media are: variants on the server, or this device while they are on their way. */
import { useEffect, useState } from "preact/hooks";
import type { Media } from "../../core/api";
import { core, uploads } from "../state";

export const at = (m: Media, name: string): string => `/f/${encodeURIComponent(m.id)}/${name}`;
export const original = (m: Media): string => at(m, "o");

/** The smallest picture that is sharp at `px` CSS pixels of its longer side; undefined while there is none. */
export function pictureFor(m: Media, px: number): string | undefined {
  const pictures = m.variants.filter(([name]) => "sml".includes(name)).sort((a, b) => a[1] * a[2] - b[1] * b[2]);
  const sharp = px * Math.min(2, devicePixelRatio || 1) * 0.85;
  const found = pictures.find(([, w, h]) => Math.max(w, h) >= sharp) ?? pictures.at(-1);
  return found ? at(m, found[0]) : undefined;
}

export const hasVariant = (m: Media, name: string): boolean => m.variants.some(([n]) => n === name);
/** The film: the smaller one where data is saved. */
export function filmFor(m: Media, small: boolean): string | undefined {
  const name = small && hasVariant(m, "480") ? "480" : hasVariant(m, "v") ? "v" : hasVariant(m, "480") ? "480" : undefined;
  return name && at(m, name);
}
export const posterOf = (m: Media): string | undefined => (hasVariant(m, "p") ? at(m, "p") : pictureFor(m, 320));
export const bytesOf = (m: Media, name: string): number => m.variants.find(([n]) => n === name)?.[3] ?? 0;

/** What iPhones write, and most browsers cannot show: on this side it is only a name until the server has read it. */
export const isHeic = (mime: string, name: string): boolean => /^image\/hei[cf]/.test(mime) || /\.hei[cf]$/i.test(name);

const HELD = 60;
const urls = new Map<string, string>();
const asked = new Set<string>();
/** Names on the server of what was sent from here, so that its own picture stays on screen until the server's is ready. */
const own = new Map<string, string>();

/** An address of the bytes on this device: of a file being sent, or sent from this page a while ago. */
export function useLocal(m: Media): string | undefined {
  const [, redraw] = useState(0);
  const key = m.key ?? own.get(m.id);
  const id = m.key ? uploads.value.get(m.key)?.id : undefined;
  const veiled = isHeic(m.mime, m.name);
  if (m.key && id && !veiled) own.set(id, m.key);
  useEffect(() => {
    if (!m.key || veiled || urls.has(m.key) || asked.has(m.key)) return;
    const wanted = m.key;
    asked.add(wanted);
    void core.fileOf(wanted).then((bytes) => {
      asked.delete(wanted);
      if (!bytes) return;
      hold(wanted, bytes);
      redraw((n) => n + 1);
    }).catch(() => asked.delete(wanted));
  }, [m.key]);
  return key ? urls.get(key) : undefined;
}

/** Shows these bytes under this key at once; the oldest are let go. */
export function hold(key: string, bytes: Blob): void {
  if (urls.has(key)) return;
  urls.set(key, URL.createObjectURL(bytes));
  const oldest = urls.size > HELD ? [...urls.keys()][0] : undefined;
  if (oldest) {
    URL.revokeObjectURL(urls.get(oldest) as string);
    urls.delete(oldest);
  }
}
