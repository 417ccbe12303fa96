/** From files on this device to what will be sent: what kind each is, how large, how long. */
import type { FileKind } from "../../core/api";
import { t } from "../say";
import { toast } from "../Toast";
import { bytes } from "./sizes";
import { isHeic } from "./url";

/** As in docs/protocol/files.md. */
export const MOST_AT_ONCE = 10;
export const SIZE_MAX = 2 * 1024 ** 3;
const PROBE_MS = 8000;

export interface Chosen { file: File; kind: FileKind; url?: string; width?: number; height?: number; duration?: number }

/** What may be sent of these; says why the others may not. */
export function fitting(files: readonly File[], already = 0): File[] {
  const good = files.filter((file) => file.size > 0 && file.size <= SIZE_MAX);
  if (files.some((file) => file.size > SIZE_MAX)) toast(t("too_large_file", { size: bytes(SIZE_MAX) }));
  else if (good.length < files.length) toast(t("empty_file"));
  if (good.length + already > MOST_AT_ONCE) toast(t("too_many_files", { n: MOST_AT_ONCE }));
  return good.slice(0, Math.max(0, MOST_AT_ONCE - already));
}

/** Looks into a file with what the browser can read; what it cannot is a plain file. */
export async function look(file: File, asFile = false): Promise<Chosen> {
  if (!asFile && isHeic(file.type, file.name) && !(await canShow(file))) return { file, kind: "photo" }; // the server can read it
  const [major] = file.type.split("/");
  if (asFile || (major !== "image" && major !== "video" && major !== "audio") || file.type === "image/svg+xml") return { file, kind: "file" };
  const url = URL.createObjectURL(file);
  const found = await (major === "image" ? lookAtPicture(url) : lookAtFilm(url, major)).catch(() => undefined);
  if (found && major === "image") return { file, url, kind: file.type === "image/gif" ? "loop" : "photo", ...found };
  if (found && major === "video" && found.width) return { file, url, kind: "video", ...found };
  URL.revokeObjectURL(url);
  return major === "audio" ? { file, kind: "audio", ...(found?.duration ? { duration: found.duration } : {}) } : { file, kind: "file" };
}

const canShow = (file: File): Promise<boolean> => createImageBitmap(file).then((picture) => { picture.close(); return true; }, () => false);

type Facts = { width?: number; height?: number; duration?: number };

async function lookAtPicture(url: string): Promise<Facts> {
  const img = new Image();
  img.src = url;
  await img.decode();
  return { width: img.naturalWidth, height: img.naturalHeight };
}

function lookAtFilm(url: string, major: "video" | "audio"): Promise<Facts> {
  return new Promise((resolve, reject) => {
    const el = document.createElement(major) as HTMLVideoElement;
    const timer = setTimeout(() => reject(new Error("slow")), PROBE_MS);
    el.preload = "metadata";
    el.onloadedmetadata = () => {
      clearTimeout(timer);
      resolve({ ...(el.videoWidth ? { width: el.videoWidth, height: el.videoHeight } : {}), ...(Number.isFinite(el.duration) ? { duration: Math.round(el.duration * 1000) } : {}) });
    };
    el.onerror = () => { clearTimeout(timer); reject(new Error("unreadable")); };
    el.src = url;
  });
}
