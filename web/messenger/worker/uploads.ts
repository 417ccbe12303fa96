// Files on their way to the server: prepared, named, carried in pieces that fit the line. Whatever happens, each goes on where the server says it stands.
import { Refused, type Upload } from '../core/api';
import type { FileTask, Task } from '../core/outbox';
import type { WireRefusal } from '../core/wire';
import type { Blobs } from './blobs';
import { backOff } from './backoff';
import { preparePhoto } from './prepare';

export const CHUNK = 256 * 1024;
const CHUNK_MIN = 32 * 1024;
const CHUNK_MAX = 4 * 1024 * 1024;
/** A file has at most 10,000 pieces on the server. */
const PIECES = 8000;
/** A piece should take about this long: short enough to lose little, long enough to fill the line. */
const PIECE_MS = 2000;
const AT_ONCE = 2;
const ANSWER_MS = 60_000;
const DIRECT_TRIES = 4;
const DIRECT_MS = 120_000;

/** The size of the next piece after one of `size` bytes took `ms`. */
export function nextChunk(size: number, ms: number): number {
  const wanted = size * Math.min(2, Math.max(0.5, PIECE_MS / Math.max(ms, 1)));
  return Math.round(Math.min(CHUNK_MAX, Math.max(CHUNK_MIN, wanted)));
}

/** What uploads need of the engine. */
export interface UploadGround {
  tasks(): readonly Task[];
  token(): Promise<string>;
  renew(): Promise<string>;
  online(): boolean;
  /** The task changed: write it through. */
  keep(task: Task): void;
  show(key: string, upload: Upload | undefined): void;
  /** All its files are there. */
  loaded(task: Task): void;
  failed(task: Task, x: WireRefusal): void;
  sent(file: FileTask, bytes: number): void;
}

/** Declined for good; everything else is tried again. */
class Declined extends Error {
  constructor(readonly x: WireRefusal) {
    super(x.c);
  }
}

export class Uploads {
  private readonly flying = new Map<string, AbortController>();
  private readonly tries = new Map<string, number>();
  private readonly due = new Map<string, number>();
  private timer?: ReturnType<typeof setTimeout>;
  private chunk = CHUNK;

  constructor(private readonly ground: UploadGround, readonly blobs: Blobs, private readonly ask: typeof fetch = fetch.bind(globalThis)) {}

  /** Starts what may start now, the oldest messages' files first. */
  run(): void {
    clearTimeout(this.timer);
    let soonest = Infinity;
    for (const task of this.ground.tasks()) {
      if (task.failed) continue;
      for (const file of task.files ?? []) {
        if (file.there || this.flying.has(file.key)) continue;
        const wait = (this.due.get(file.key) ?? 0) - Date.now();
        if (wait > 0) soonest = Math.min(soonest, wait);
        else if (this.ground.online() && this.flying.size < AT_ONCE) void this.carry(task, file);
        else this.show(file, 'waiting');
      }
    }
    if (soonest < Infinity) this.timer = setTimeout(() => this.run(), soonest);
  }

  /** The line is back: nothing waits any longer. */
  hurry(): void {
    this.due.clear();
    this.run();
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const flight of this.flying.values()) flight.abort();
  }

  /** The message was given up: its bytes are let go here and there. */
  async drop(files: readonly FileTask[], sent = false): Promise<void> {
    for (const file of files) {
      this.flying.get(file.key)?.abort();
      this.ground.show(file.key, undefined);
      if (file.id && !sent) void this.request(`/files/${file.id}`, { method: 'DELETE' }).catch(() => undefined);
    }
    await this.blobs.drop(files.map((file) => file.key));
  }

  /** Bytes that no task names any more (a page that closed while choosing). */
  async sweep(): Promise<void> {
    const named = new Set(this.ground.tasks().flatMap((task) => task.files?.map((file) => file.key) ?? []));
    await this.blobs.drop((await this.blobs.keys()).filter((key) => !named.has(key)));
  }

  /** A file that no message of the outbox carries (a face, a sticker): here and now, for a few tries after the last byte that went. Resolves with its name on the server. */
  async direct(key: string, bytes: Blob, kind: FileTask['kind'], name: string): Promise<string> {
    const file: FileTask = { key, kind, name, mime: bytes.type, size: bytes.size, offset: 0 };
    const task: Task = { rid: '', n: 0, c: 0, m: 'msg.send', p: {}, at: 0, tries: 0, due: 0, files: [file] };
    await this.blobs.put(key, bytes);
    try {
      for (let n = 1, before = 0; ; n++, before = file.offset) {
        try {
          await this.upload(task, file, AbortSignal.timeout(DIRECT_MS));
          return file.id!;
        } catch (error) {
          if (error instanceof Declined) throw new Refused(error.x);
          if (file.offset > before) n = 1;
          if (n >= DIRECT_TRIES) throw new Refused({ c: 'OFFLINE' });
          await new Promise((resolve) => setTimeout(resolve, backOff(n, 1)));
        }
      }
    } finally {
      this.ground.show(key, undefined);
      await this.blobs.drop([key]);
    }
  }

  private keep(task: Task): void {
    if (task.n) this.ground.keep(task);
  }

  private async carry(task: Task, file: FileTask): Promise<void> {
    const flight = new AbortController();
    this.flying.set(file.key, flight);
    try {
      await this.upload(task, file, flight.signal);
      file.there = true;
      this.tries.delete(file.key);
      this.show(file, 'done');
      this.keep(task);
      if (task.files!.every((each) => each.there)) this.ground.loaded(task);
    } catch (error) {
      if (error instanceof Declined && !flight.signal.aborted) this.ground.failed(task, error.x);
      else if (!flight.signal.aborted) this.missed(file, error);
    } finally {
      this.flying.delete(file.key);
    }
    this.run();
  }

  private missed(file: FileTask, error: unknown): void {
    const n = (this.tries.get(file.key) ?? 0) + 1;
    this.tries.set(file.key, n);
    const wait = error instanceof Refused && error.wait ? error.wait * 1000 : backOff(n, 0.5 + Math.random() / 2);
    this.due.set(file.key, Date.now() + wait);
    this.chunk = Math.max(CHUNK_MIN, Math.round(this.chunk / 2));
    this.show(file, 'waiting');
  }

  private show(file: FileTask, state: Upload['state']): void {
    this.ground.show(file.key, { part: file.there ? 1 : file.size ? file.offset / file.size : 0, state, id: file.id });
  }

  private async upload(task: Task, file: FileTask, signal: AbortSignal): Promise<void> {
    let bytes = await this.blobs.get(file.key);
    if (!bytes) throw new Declined({ c: 'GONE', why: 'file.lost' });
    if (!file.prepared) bytes = await this.prepare(task, file, bytes);
    file.offset = file.id ? await this.standing(file, signal) : 0;
    if (!file.id) await this.name(task, file, signal);
    this.show(file, 'sending');
    while (file.offset < bytes.size) {
      const began = Date.now();
      const size = Math.max(this.chunk, Math.ceil(bytes.size / PIECES));
      const piece = bytes.slice(file.offset, file.offset + size);
      const before = file.offset;
      file.offset = await this.patch(file, piece, signal);
      this.ground.sent(file, piece.size);
      if (file.offset > before && piece.size === this.chunk) this.chunk = nextChunk(this.chunk, Date.now() - began);
      this.show(file, 'sending');
    }
  }

  private async prepare(task: Task, file: FileTask, bytes: Blob): Promise<Blob> {
    if (file.kind === 'photo') {
      this.show(file, 'preparing');
      const ready = await preparePhoto(bytes);
      if (ready && ready.bytes !== bytes) {
        await this.blobs.put(file.key, ready.bytes);
        Object.assign(file, { mime: ready.bytes.type, size: ready.bytes.size, name: renamed(file.name, ready.bytes.type) });
        bytes = ready.bytes;
      }
      if (ready) Object.assign(file, { width: ready.width, height: ready.height });
    }
    file.prepared = true;
    this.keep(task);
    return bytes;
  }

  /** Tells the server of the file; from here on it has a name there. */
  private async name(task: Task, file: FileTask, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify({ size: file.size, mime: file.mime, name: file.name, kind: file.kind });
    const answer = await this.request('/files', { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, signal });
    const made = (await answer.json()) as { id: string; offset?: number; chunk?: number };
    file.id = made.id;
    file.offset = made.offset ?? 0;
    this.keep(task);
  }

  /** How far the server has it; it may have forgotten it: then it begins anew. */
  private async standing(file: FileTask, signal: AbortSignal): Promise<number> {
    const answer = await this.request(`/files/${file.id}`, { method: 'HEAD', signal }, [404, 410]);
    if (answer.ok) return Number(answer.headers.get('Upload-Offset') ?? 0);
    file.id = undefined;
    return 0;
  }

  private async patch(file: FileTask, piece: Blob, signal: AbortSignal): Promise<number> {
    const headers = { 'Upload-Offset': String(file.offset), 'Content-Type': 'application/octet-stream' };
    const answer = await this.request(`/files/${file.id}`, { method: 'PATCH', body: piece, headers, signal }, [409, 404, 410]);
    if (answer.status === 404 || answer.status === 410) {
      file.id = undefined;
      throw new Refused({ c: 'RETRY' });
    }
    const stands = answer.headers.get('Upload-Offset');
    return stands === null ? this.standing(file, signal) : Number(stands);
  }

  /** One request with a good token. Raises Declined for good, Refused or a network error for later. */
  private async request(path: string, init: RequestInit, welcome: number[] = []): Promise<Response> {
    const once = (token: string) => {
      const patience = AbortSignal.timeout(ANSWER_MS);
      const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
      return this.ask(path, { ...init, signal, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
    };
    let answer = await once(await this.ground.token());
    if (answer.status === 401) answer = await once(await this.ground.renew());
    if (answer.ok || welcome.includes(answer.status)) return answer;
    const x = await refusalOf(answer);
    if (answer.status >= 500 || answer.status === 429 || answer.status === 401 || answer.status === 408) throw new Refused(x);
    throw new Declined(x);
  }
}

async function refusalOf(answer: Response): Promise<WireRefusal> {
  try {
    const { x } = (await answer.json()) as { x?: WireRefusal };
    if (x) return x;
  } catch {
    // no words came with it
  }
  return { c: answer.status >= 500 ? 'RETRY' : answer.status === 413 ? 'TOO_LARGE' : 'BAD' };
}

/** `IMG_1.HEIC` that became a WebP is `IMG_1.webp`. */
function renamed(name: string, mime: string): string {
  const end = mime === 'image/webp' ? 'webp' : 'jpg';
  return `${name.replace(/\.[^.]{1,5}$/, '') || 'photo'}.${end}`;
}
