// Gathers what changed and writes it to the store, one transaction at a time.
import { hasGaps } from '../core/reduce';
import { mergeMessage } from '../core/state';
import type { WireMessage } from '../core/wire';
import type { Engine } from './engine';
import type { Batch, Store } from './store';

export const KEEP_MS = 150;

export class Keeper {
  batch: Batch = emptyBatch();
  written: Promise<void> = Promise.resolve();
  keepTimer?: ReturnType<typeof setTimeout>;

  constructor(private readonly engine: Engine, private readonly store: Store) {}

  /** All that has gathered, in one transaction. */
  keep(): Promise<void> {
    if (this.engine.drawing.drawTimer) this.engine.drawing.draw();
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    const { epoch, pts, since, settings, folders } = this.engine.state;
    const batch = this.batch;
    this.batch = emptyBatch();
    if (this.engine.session.tokens) {
      batch.kv.push(['settings', settings], ['folders', folders]);
      if (!hasGaps(this.engine.state)) batch.kv.push(['cursors', { epoch, pts, since }]);
    }
    this.written = this.written.then(() => this.store.write(batch)).catch((error: unknown) => console.error('not kept', error));
    return this.written;
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
