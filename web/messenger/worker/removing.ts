// Deletions that can still be taken back: shown at once, told to the server a few seconds later, kept over reloads and tunnels.
import { Refused } from '../core/api';
import { dropMessages } from '../core/state';
import type { Overlay } from '../core/views';
import type { Needs } from './needs';
import type { Batch } from './store';

/** `due`: when the server is told, browser clock ms. */
export interface Held { c: number; s: number[]; all: boolean; due: number }
interface Asker { resolve: () => void; reject: (error: unknown) => void }

const GONE: Overlay = { gone: true };
const AGAIN_MS = 3000;
const LATER = new Set(['OFFLINE', 'RETRY', 'FLOOD', 'AUTH']);

interface House extends Needs {
  /** The store was read. */
  readonly started: boolean;
  readonly overlays: Map<string, Overlay>;
  readonly keeper: { keepNow(kv: Batch['kv']): Promise<void> };
}

export class Removing {
  private held: Held[] = [];
  private readonly askers = new Map<Held, Asker>();
  private readonly busy = new Set<Held>();
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly house: House) {}

  /** What was held when the page was left. */
  take(kept: Held[] | undefined): void {
    this.held = kept ?? [];
    for (const it of this.held) this.lay(it, true);
  }

  /** Resolves when the server has done it or it was taken back. */
  hold(c: number, s: number[], all: boolean, ms: number): Promise<void> {
    const it: Held = { c, s, all, due: Date.now() + ms };
    this.held.push(it);
    this.lay(it, true);
    this.keep();
    this.plan();
    return new Promise((resolve, reject) => this.askers.set(it, { resolve, reject }));
  }

  undo(c: number, s: number[]): void {
    const it = this.held.find((each) => each.c === c && each.s.join() === s.join() && !this.busy.has(each));
    if (it) this.end(it);
  }

  run(): void {
    if (!this.house.settled) return;
    for (const it of this.held) if (it.due <= Date.now() && !this.busy.has(it)) void this.tell(it);
    this.plan();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  forget(): void {
    for (const asker of this.askers.values()) asker.resolve();
    this.askers.clear();
    this.held = [];
  }

  private async tell(it: Held): Promise<void> {
    this.busy.add(it);
    try {
      await this.house.request('msg.delete', { c: it.c, s: it.s, all: it.all });
      dropMessages(this.house.state, it.c, it.s);
      this.end(it);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (LATER.has(error.code)) it.due = Date.now() + AGAIN_MS;
      else this.end(it, error);
    } finally {
      this.busy.delete(it);
      this.plan();
    }
  }

  private end(it: Held, error?: Refused): void {
    this.held = this.held.filter((each) => each !== it);
    this.lay(it, false);
    this.keep();
    const asker = this.askers.get(it);
    this.askers.delete(it);
    if (error) asker?.reject(error);
    else asker?.resolve();
  }

  private lay(it: Held, on: boolean): void {
    for (const s of it.s) {
      if (on) this.house.overlays.set(`${it.c}/${s}`, GONE);
      else this.house.overlays.delete(`${it.c}/${s}`);
    }
    if (this.house.started) this.house.drawing.redraw(it.c);
  }

  private keep(): void {
    void this.house.keeper.keepNow([['removing', this.held]]);
  }

  private plan(): void {
    clearTimeout(this.timer);
    const due = Math.min(...this.held.filter((it) => !this.busy.has(it)).map((it) => it.due));
    if (Number.isFinite(due)) this.timer = setTimeout(() => this.run(), Math.max(0, due - Date.now()) + 1);
  }
}
