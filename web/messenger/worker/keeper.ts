// Gathers what changed and writes it to the store, one transaction at a time.
import { hasGaps } from '../core/reduce';
import { mergeMessage, type State } from '../core/state';
import type { WireMessage } from '../core/wire';
import type { Batch, Store } from './store';

export const KEEP_MS = 150;

interface House {
  readonly state: State;
  /** Anything while somebody is signed in. */
  readonly session: { readonly tokens?: unknown };
  readonly drawing: { readonly drawTimer?: unknown; draw(): void };
  readonly media: { forget(files: Iterable<string>): Promise<void> };
}

export class Keeper {
  batch: Batch = emptyBatch();
  written: Promise<void> = Promise.resolve();
  keepTimer?: ReturnType<typeof setTimeout>;
  private waiting: (() => void)[] = [];

  constructor(private readonly house: House, private readonly store: Store) {}

  /** All that has gathered, in one transaction. */
  keep(): Promise<void> {
    if (this.house.drawing.drawTimer) this.house.drawing.draw();
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    const { epoch, pts, since, settings, folders } = this.house.state;
    const batch = this.batch;
    const told = this.waiting.splice(0);
    this.batch = emptyBatch();
    if (this.house.session.tokens) {
      batch.kv.push(['settings', settings], ['folders', folders]);
      if (!hasGaps(this.house.state)) batch.kv.push(['cursors', { epoch, pts, since }]);
    }
    this.written = this.written.then(() => this.store.write(batch)).then((lost) => {
      for (const tell of told) tell();
      return this.house.media.forget(lost);
    }).catch((error: unknown) => console.error('not kept', error));
    return this.written;
  }

  /** Resolves when all that has been told so far is written. */
  soon(): Promise<void> {
    this.keepTimer ??= setTimeout(() => void this.keep(), KEEP_MS);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  keepNow(kv: Batch['kv']): Promise<void> {
    this.batch.kv.push(...kv);
    return this.keep();
  }

  keepLater(kv: Batch['kv']): void {
    this.batch.kv.push(...kv);
    this.keepTimer ??= setTimeout(() => void this.keep(), KEEP_MS);
  }

  /** Kept messages, with what has not been written yet laid over them. */
  async kept(c: number, from: number, to: number): Promise<WireMessage[]> {
    await this.keep();
    const found = new Map((await this.store.messages(c, from, to)).map((m) => [m.s, m]));
    for (const op of this.batch.ops) {
      if (op.o === 'put' && op.m.c === c && op.m.s >= from && op.m.s <= to) found.set(op.m.s, mergeMessage(found.get(op.m.s), op.m, op.live));
      else if (op.o === 'wipe' && op.c === c) found.clear();
      else if (op.o === 'del' && op.c === c) for (const s of op.s) found.delete(s);
      else if (op.o === 'patch' && op.c === c && found.has(op.s)) found.set(op.s, op.f(found.get(op.s)!));
    }
    return [...found.values()];
  }
}

export function emptyBatch(): Batch {
  return { ops: [], chats: [], gone: [], people: [], tasks: [], doneTasks: [], kv: [] };
}
