/** Sends an export, as a zip or file by file, and tells how far it is. Goes on after a broken line. */
import { Refused, type WireRefusal } from "../../core/api";
import { core } from "../state";

const AT_ONCE = 3;
const TRIES = 6;
export interface Bringing { id: number; done: number; total: number }

async function request(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
  const send = async () => fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${await core.access()}` } });
  const answer = await send();
  if (answer.ok || answer.status === 409) return answer;
  const body = (await answer.json().catch(() => ({}))) as { x?: WireRefusal };
  throw new Refused(body.x ?? { c: "RETRY" });
}

/** One file from where the server has it; `told` gets the bytes of each piece that is there for good. */
async function one(move: number, path: string, file: Blob, chunk: number, stop: AbortSignal, told: (bytes: number) => void, begun: boolean): Promise<void> {
  const address = `/moves/${move}?path=${encodeURIComponent(path)}`;
  let at = begun ? Number((await request(address, { method: "HEAD", signal: stop })).headers.get("Upload-Offset") ?? 0) : 0;
  if (at) told(at);
  for (let tries = 0; at < file.size || (file.size === 0 && tries === 0);) {
    stop.throwIfAborted();
    try {
      const answer = await request(address, { method: "PATCH", body: file.slice(at, at + chunk), headers: { "Upload-Offset": String(at), "Content-Type": "application/octet-stream" }, signal: stop });
      const now = Number(answer.headers.get("Upload-Offset") ?? at);
      told(now - at);
      if (now === at) break;
      at = now;
      tries = 0;
    } catch (error) {
      const again = !(error instanceof Refused) || error.code === "RETRY" || error.code === "FLOOD";
      if (stop.aborted || !again || ++tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
    }
  }
}

/** An upload that was broken off, and how many bytes it is of in all: of the same files it goes on, others are a new one. */
export interface Begun { id: number; total: number }
const CHUNK = 1 << 20;

/** What the browser chose: a zip, or a folder's files with their paths. */
export async function bring(files: readonly File[], stop: AbortSignal, told: (b: Bringing) => void, begun?: Begun): Promise<number> {
  const zip = files.length === 1 && !files[0]!.webkitRelativePath;
  const all = files.map((file) => ({ file, path: zip ? "archive.zip" : file.webkitRelativePath })).filter(({ path }) => !/\.html?$/i.test(path));
  const total = all.reduce((sum, { file }) => sum + file.size, 0);
  const on = begun?.total === Math.max(1, total);
  const made = on ? { id: begun!.id, chunk: CHUNK } : (await (await request("/moves", { method: "POST", body: JSON.stringify({ size: Math.max(1, total) }), headers: { "Content-Type": "application/json" }, signal: stop })).json()) as { id: number; chunk: number };
  let done = 0;
  const tell = (bytes: number) => { done += bytes; told({ id: made.id, done, total }); };
  tell(0);
  const waiting = [...all];
  const hand = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(made.id, next.path, next.file, made.chunk, stop, tell, on);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return made.id;
}

/** The finished export, by the browser's own download: the cookie is for this address and ten minutes. */
export async function fetchExport(id: number): Promise<void> {
  await request(`/moves/${id}/pass`, { method: "POST" });
  const link = document.createElement("a");
  link.href = `/moves/${id}/export.zip`;
  link.download = "tambour-export.zip";
  document.body.append(link);
  link.click();
  link.remove();
}
