// Sends that the server has not acknowledged: one after another per chat, chats side by side, the same rid every time. Pure.
import { RID_LIFE, ridTime } from './rid';
import type { FileDraft } from './api';
import type { WireFile, WireRefusal } from './wire';

/** A file of a task: chosen → prepared → named by the server (`id`) → all bytes there (`there`). */
export interface FileTask extends FileDraft { prepared?: boolean; id?: string; offset: number; there?: boolean }

export interface Task {
  rid: string;
  /** Order of making, over all chats. */
  n: number;
  c: number;
  m: 'msg.send' | 'msg.forward';
  p: Record<string, unknown>;
  /** Must all be there before the message leaves; later messages of the chat wait with it. */
  files?: FileTask[];
  /** A file that the server has already: `p.fl` names it. */
  sticker?: WireFile;
  /** Server time of making, ms. */
  at: number;
  tries: number;
  /** Not before, server time ms. */
  due: number;
  failed?: WireRefusal;
  /** Acknowledged; its message is not here yet. Never kept. */
  landed?: boolean;
}

const AT_ONCE = 8;
const DAY_MS = 86_400_000;
/** To be said later: the server keeps it until then. It waits for nobody in the chat, and nobody waits for it. */
export const isPlan = (task: Task): boolean => task.p.at !== undefined;
/** Names on the server of what it carries. */
export const fileIds = (task: Task): (string | undefined)[] => (task.sticker ? [task.sticker.id] : (task.files ?? []).map((file) => file.id));
export const isLoaded = (task: Task): boolean => !task.files || task.files.every((file) => file.there);
/** Worth another try with the same rid; everything else is for good. */
const LATER = new Set(['RETRY', 'FLOOD', 'SLOWMODE', 'AUTH', 'OFFLINE', 'RESYNC']);

export class Outbox {
  readonly tasks: Task[];
  private readonly flying = new Set<string>();

  constructor(kept: readonly Task[] = []) {
    this.tasks = [...kept].sort((a, b) => a.n - b.n);
  }

  add(task: Omit<Task, 'n' | 'tries' | 'due'>): Task | undefined {
    if (this.find(task.rid)) return undefined;
    const made: Task = { ...task, n: (this.tasks.at(-1)?.n ?? 0) + 1, tries: 0, due: 0 };
    this.tasks.push(made);
    return made;
  }

  find(rid: string): Task | undefined {
    return this.tasks.find((task) => task.rid === rid);
  }

  of(c: number): Task[] {
    return this.tasks.filter((task) => task.c === c);
  }

  /** What is under way in a chat. */
  flyingIn(c: number): Task | undefined {
    return this.tasks.find((task) => task.c === c && !isPlan(task) && this.flying.has(task.rid));
  }

  get pending(): number {
    return this.tasks.filter((task) => !task.failed).length;
  }

  /** What may leave now: the first living task of every chat that has none under way, and plans. They count as under way from here. */
  take(now: number): Task[] {
    const busy = new Set<number>();
    for (const task of this.tasks) if (this.flying.has(task.rid) && !isPlan(task)) busy.add(task.c);
    const ready: Task[] = [];
    for (const task of this.tasks) {
      if (task.failed || this.flying.has(task.rid) || (!isPlan(task) && busy.has(task.c))) continue;
      if (!isPlan(task)) busy.add(task.c);
      if (this.flying.size >= AT_ONCE || task.due > now || !isLoaded(task)) continue;
      this.flying.add(task.rid);
      ready.push(task);
    }
    return ready;
  }

  /** When the next task that waits for its time is due; 0: none waits. */
  nextDue(now: number): number {
    const due = this.tasks.filter((task) => !task.failed && !this.flying.has(task.rid) && task.due > now && isLoaded(task)).map((task) => task.due);
    return due.length ? Math.min(...due) : 0;
  }

  /** Acknowledged, or given up by the person. */
  done(rid: string): Task | undefined {
    this.flying.delete(rid);
    const at = this.tasks.findIndex((task) => task.rid === rid);
    return at < 0 ? undefined : this.tasks.splice(at, 1)[0];
  }

  /** Declined or lost on the way; `jitter` 0…1. Returns the task with its new fate. */
  missed(rid: string, x: WireRefusal, now: number, jitter: number): Task | undefined {
    this.flying.delete(rid);
    const task = this.find(rid);
    if (!task) return undefined;
    if (isPlan(task) && x.c === 'BAD' && x.field === 'at' && Number(task.p.at) < now + DAY_MS) {
      const { at: _, ...said } = task.p;
      Object.assign(task, { p: said, due: 0 }); // its files came too late for its time: it leaves at once
    } else if (!LATER.has(x.c)) task.failed = x;
    else if (now - ridTime(rid) > RID_LIFE) task.failed = { c: 'EXPIRED' };
    else if (x.c === 'OFFLINE') task.due = 0;
    else {
      task.tries++;
      const back = Math.min(30_000, 500 * 2 ** Math.min(task.tries, 6));
      task.due = now + (x.wait ? x.wait * 1000 : back / 2 + (back / 2) * jitter);
    }
    return task;
  }

  /** The server no longer has the files (kept too long, or another server): they are sent once more from the start. */
  unloaded(rid: string): boolean {
    const task = this.find(rid);
    if (!task?.files?.some((file) => file.there)) return false;
    this.flying.delete(rid);
    task.files = task.files.map(({ id: _, there: __, ...file }) => ({ ...file, offset: 0 }));
    return true;
  }

  /** Given up for good by what is not the server's answer to the message: its file cannot be read or sent. */
  fail(rid: string, x: WireRefusal): Task | undefined {
    const task = this.find(rid);
    if (task) task.failed = x;
    return task;
  }

  retry(rid: string, fresh: string): Task | undefined {
    const task = this.find(rid);
    if (!task?.failed) return undefined;
    if (task.failed.c === 'EXPIRED' || task.failed.field === 'rid') {
      task.rid = fresh;
      task.p = { ...task.p, rid: fresh };
    }
    if (task.failed.why === 'chat.word_warned') task.p = { ...task.p, sure: 1 };
    task.failed = undefined;
    task.tries = 0;
    task.due = 0;
    return task;
  }

  /** The connection is gone: what was under way is tried again on the next one. */
  grounded(): void {
    this.flying.clear();
  }
}
