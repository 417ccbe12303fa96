/** What the sticker panels know together: the installed packs, those used lately, and how a picture becomes a sticker. */
import { signal } from "@preact/signals";
import { type WireFile, type WirePack, type WireSticker } from "../../core/api";
import { stickerWords } from "../../words/stickers";
import { lang } from "../say";
import { ask, core, me } from "../state";

/** As in the server's domain/stickers.py. */
export const PACK_MAX = 120;
const RECENT = 20;
const SIDE = 512;
const READY_TRIES = 120;
const READY_MS = 500;
const FAILED = 2;

export const packs = signal<WirePack[] | undefined>(undefined);
export const w = (): (typeof stickerWords)["en"] => stickerWords[lang.value];
export const said = (text: string, facts: Record<string, string | number>): string => text.replace(/\{(\w+)\}/g, (whole, key: string) => String(facts[key] ?? whole));
export const linkOf = (pack: WirePack): string => `${location.origin}/addstickers/${pack.id}`;
export const pictureOf = (file: WireFile): string => `/f/${file.id}/s`;

let of = 0;
/** Fetched afresh whenever a panel opens; the last answer is shown meanwhile. */
export async function fetchPacks(): Promise<void> {
  const user = me.peek()?.id ?? 0;
  if (of !== user) packs.value = undefined;
  of = user;
  packs.value = (await ask("sticker.list", {})).packs;
}

const recentKey = (): string => `stickers:${me.peek()?.id ?? 0}`;
export function lately(): WireSticker[] {
  try { return JSON.parse(localStorage.getItem(recentKey()) ?? "[]") as WireSticker[]; } catch { return []; }
}
function remember(it: WireSticker): void {
  localStorage.setItem(recentKey(), JSON.stringify([it, ...lately().filter((x) => x.fl.id !== it.fl.id)].slice(0, RECENT)));
}
/** A sticker that cannot be fetched any more is not offered again. */
export function forget(id: string): void {
  localStorage.setItem(recentKey(), JSON.stringify(lately().filter((x) => x.fl.id !== id)));
}

export async function sendSticker(chat: number, it: WireSticker, answer: { reply?: number }): Promise<void> {
  remember(it);
  await core.send(chat, { text: "", ...answer, sticker: it.fl });
}

/** The picture within 512 pixels, transparency kept: what the server would make of it, in fewer bytes. Its own bytes where this browser cannot read it. */
async function small(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    const pen = canvas.getContext("2d");
    if (!pen) return file;
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await canvas.convertToBlob({ type: "image/webp", quality: 0.92 });
    return made.size < file.size ? made : file;
  } catch {
    return file;
  }
}

/** Uploads one picture and waits until the server has made a sticker of it; undefined: it could not be read. */
export async function makeSticker(file: File): Promise<string | undefined> {
  const id = await core.upload(await small(file), "sticker", file.name);
  for (let n = 0; n < READY_TRIES; n++) {
    const answer = await fetch(`/files/${id}`, { headers: { Authorization: `Bearer ${await core.access()}` } });
    const state = answer.ok ? ((await answer.json()) as { r: WireFile }).r.st : FAILED;
    if (!state) return id;
    if (state === FAILED) return undefined;
    await new Promise((resolve) => setTimeout(resolve, READY_MS));
  }
  return undefined;
}
