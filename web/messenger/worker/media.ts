// What concerns media beside the messages: the pass to fetch it, what this device cached of it, bytes counted, and the door to the uploads.
import type { Traffic, TrafficKind, Upload } from '../core/api';
import type { FileTask, Task } from '../core/outbox';
import type { Patch } from '../core/talk';
import { BLOBS_NAME, MEDIA_CACHE, MEDIA_CHANNEL } from './names';
import type { UploadGround, Uploads } from './uploads';

const DRAW_MS = 100;
const PASS_AGAIN_MS = 20_000;

export const noTraffic = (now: number): Traffic => ({ since: now, bytes: { messages: [0, 0], photos: [0, 0], videos: [0, 0], voice: [0, 0], files: [0, 0] } });

/** What the room needs of the engine. */
export interface MediaGround extends Omit<UploadGround, 'show' | 'sent'> {
  tell(patches: Patch[]): void;
  keepTraffic(traffic: Traffic): void;
}

export class MediaRoom {
  traffic: Traffic = noTraffic(Date.now());
  private readonly shown = new Map<string, Upload>();
  private readonly stale = new Set<string>();
  private drawTimer?: ReturnType<typeof setTimeout>;
  private keepTimer?: ReturnType<typeof setTimeout>;
  private uploads?: Promise<Uploads>;
  private passing?: Promise<boolean>;
  private passed = 0;
  private readonly channel = new BroadcastChannel(MEDIA_CHANNEL);

  constructor(private readonly ground: MediaGround) {
    this.channel.onmessage = ({ data }: MessageEvent<{ kind?: TrafficKind; down: number }>) => data.kind && this.count(data.kind, 0, data.down);
  }

  // ── files that leave ───────────────────────────────────────────────────────

  /** The uploads, fetched when the first file is sent. */
  private open(): Promise<Uploads> {
    this.uploads ??= Promise.all([import('./uploads'), import('./blobs')]).then(async ([{ Uploads }, { openBlobs }]) => {
      const { ground } = this;
      const own: UploadGround = {
        tasks: () => ground.tasks(), token: () => ground.token(), renew: () => ground.renew(), online: () => ground.online(), keep: (task) => ground.keep(task),
        loaded: (task) => ground.loaded(task), failed: (task, x) => ground.failed(task, x), show: (key, upload) => this.show(key, upload),
        sent: (file, bytes) => this.count(kindOf(file.kind), bytes, 0),
      };
      return new Uploads(own, await openBlobs());
    });
    return this.uploads;
  }

  async keepFile(key: string, bytes: Blob): Promise<string> {
    await (await this.open()).blobs.put(key, bytes);
    return key;
  }

  async fileOf(key: string): Promise<Blob | undefined> {
    return (await this.open()).blobs.get(key);
  }

  async upload(key: string, bytes: Blob, kind: FileTask['kind'], name: string): Promise<string> {
    return (await this.open()).direct(key, bytes, kind, name);
  }

  async dropFiles(keys: readonly string[]): Promise<void> {
    await (await this.open()).blobs.drop(keys);
  }

  /** Goes on with what waits; nothing is fetched while no file waits. */
  run(hurry = false): void {
    if (!this.ground.tasks().some((task) => task.files && !task.failed)) return;
    void this.open().then((uploads) => (hurry ? uploads.hurry() : uploads.run()));
  }

  /** At the start: bytes that no message names are let go. */
  async sweep(): Promise<void> {
    const known = (await indexedDB.databases?.().catch(() => []))?.some((db) => db.name === BLOBS_NAME);
    if (known) await (await this.open()).sweep();
  }

  /** The message left, or was given up. */
  done(task: Task, sent: boolean): void {
    if (task.files) void this.open().then((uploads) => uploads.drop(task.files!, sent));
  }

  stop(): void {
    this.channel.close();
    clearTimeout(this.drawTimer);
    void this.uploads?.then((uploads) => uploads.stop());
  }

  private show(key: string, upload: Upload | undefined): void {
    if (upload) this.shown.set(key, upload);
    else this.shown.delete(key);
    this.stale.add(key);
    this.drawTimer ??= setTimeout(() => {
      this.drawTimer = undefined;
      const put = [...this.stale].flatMap((each): [string, Upload][] => (this.shown.has(each) ? [[each, this.shown.get(each)!]] : []));
      this.ground.tell([{ s: 'uploads', put, drop: [...this.stale].filter((each) => !this.shown.has(each)) }]);
      this.stale.clear();
    }, DRAW_MS);
  }

  /** For a tab that has just come. */
  all(): Patch {
    return { s: 'uploads', put: [...this.shown], drop: [] };
  }

  // ── fetching ───────────────────────────────────────────────────────────────

  /** The cookie that `<img>` and `<video>` carry. True: it is fresh; false: it was renewed a moment ago, or could not be. */
  pass(force = false): Promise<boolean> {
    if (!force && Date.now() - this.passed < PASS_AGAIN_MS) return Promise.resolve(false);
    this.passing ??= this.askPass().finally(() => {
      this.passing = undefined;
    });
    return this.passing;
  }

  private async askPass(): Promise<boolean> {
    try {
      const answer = await fetch('/files/pass', { method: 'POST', headers: { Authorization: `Bearer ${await this.ground.token()}` } });
      if (answer.ok) this.passed = Date.now();
      return answer.ok;
    } catch {
      return false;
    }
  }

  /** Messages that carried these files went: so does what this device cached of them. */
  async forget(files: Iterable<string>): Promise<void> {
    const gone = new Set(files);
    if (!gone.size || !('caches' in self)) return;
    this.channel.postMessage({ gone: [...gone] });
    const cache = await caches.open(MEDIA_CACHE);
    for (const kept of await cache.keys()) if (gone.has(new URL(kept.url).pathname.split('/')[2] ?? '')) await cache.delete(kept);
  }

  /** Signed out: nothing of the account's media stays. */
  async wipe(): Promise<void> {
    const keys = [...this.shown.keys()];
    this.shown.clear();
    this.ground.tell([{ s: 'uploads', put: [], drop: keys }]);
    this.channel.postMessage({ gone: '*' });
    if ('caches' in self) await caches.delete(MEDIA_CACHE);
    const uploads = await this.uploads;
    uploads?.stop();
    if (uploads) await uploads.blobs.drop(await uploads.blobs.keys());
    else indexedDB.deleteDatabase(BLOBS_NAME);
    this.passed = 0;
  }

  // ── bytes counted ──────────────────────────────────────────────────────────

  count(kind: TrafficKind, up: number, down: number): void {
    const entry = this.traffic.bytes[kind];
    if (!entry) return;
    entry[0] += up;
    entry[1] += down;
    this.keepTimer ??= setTimeout(() => {
      this.keepTimer = undefined;
      this.ground.keepTraffic(this.traffic);
    }, 5000);
  }

  resetTraffic(): Traffic {
    this.traffic = noTraffic(Date.now());
    this.ground.keepTraffic(this.traffic);
    return this.traffic;
  }
}

function kindOf(kind: FileTask['kind']): TrafficKind {
  if (kind === 'photo' || kind === 'sticker') return 'photos';
  if (kind === 'video' || kind === 'loop' || kind === 'round') return 'videos';
  return kind === 'file' ? 'files' : 'voice';
}

