// What goes out by itself: messages from the outbox, read marks, drafts, views.
import { Refused, type ResultOf, type WireMessage, type WireRefusal } from '../core/api';
import { fileIds, Outbox, type Task } from '../core/outbox';
import { runAt } from '../core/ranges';
import { receive } from '../core/reduce';
import { patchMessage, touch, want } from '../core/state';
import type { Needs } from './needs';
import type { Batch } from './store';

interface House extends Needs {
  readonly link: { again(): void };
  readonly keeper: { batch: Batch; keep(): Promise<void> };
  readonly media: { run(): void; done(task: Task, sent: boolean): void };
}

export class Sending {
  outbox = new Outbox();
  /** Acknowledged sends whose message has not come yet. */
  private readonly landed = new Map<string, { task: Task; s: number }>();
  /** Seqs that look like the message of a send under way, by rid. */
  private readonly guessed = new Map<string, number>();
  outboxTimer?: ReturnType<typeof setTimeout>;
  /** Chats whose draft is being told: one at a time, since a later one may be there before it. */
  private readonly telling = new Set<number>();
  private readonly viewed = new Set<string>();
  private readonly toView = new Map<string, [number, number]>();

  constructor(private readonly house: House) {}

  runOutbox(): void {
    clearTimeout(this.outboxTimer);
    if (!this.house.settled) return;
    for (const task of this.outbox.take(this.house.now())) void this.sendTask(task);
    this.house.media.run();
    const due = this.outbox.nextDue(this.house.now());
    if (due) this.outboxTimer = setTimeout(() => this.runOutbox(), Math.max(50, due - this.house.now()));
  }

  private async sendTask(task: Task): Promise<void> {
    const { rid } = task;
    try {
      const files = task.files && { fl: task.files.map((file) => file.id) };
      const result = await this.house.request(task.m, { ...task.p, ...files } as never);
      this.acknowledge(task, result as ResultOf<'msg.send'>);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const lost = (error.facts.why === 'file.unknown' || error.facts.why === 'file.incomplete') && this.outbox.unloaded(rid);
      const missed = lost ? task : this.outbox.missed(rid, error.facts, this.house.now(), Math.random());
      if (missed) this.keepTask(missed);
      if (error.code === 'AUTH') this.house.link.again();
    }
    this.runOutbox();
  }

  /** The answer may come before the event: until that is here the message stays where it is, as sent. */
  private acknowledge(task: Task, result: ResultOf<'msg.send'>): void {
    if (!this.outbox.done(task.rid)) return;
    const s = 's' in result ? [result.s].flat().at(-1) : undefined;
    const guess = this.guessed.get(task.rid);
    this.guessed.delete(task.rid);
    if (guess && guess !== s) patchMessage(this.house.state, task.c, guess, ({ rid: _, ...m }) => m);
    if (s) {
      this.landed.set(task.rid, { task: Object.assign(task, { landed: true }), s });
      if (guess !== s) patchMessage(this.house.state, task.c, s, (m) => ({ ...m, rid: task.rid }));
    }
    this.house.keeper.batch.doneTasks.push(task.n);
    this.house.media.done(task, true);
    touch(this.house.state, task.c);
    this.house.drawing.flush();
  }

  /**
   * A message that may be this device's own send, whose answer is still under way: it takes the place of the waiting one.
   * The answer names the seq; a wrong guess (the same words from another device) is mended then.
   */
  recognise(m: WireMessage): void {
    if (m.rid) {
      const task = this.outbox.done(m.rid);
      this.landed.delete(m.rid);
      if (task) {
        this.house.keeper.batch.doneTasks.push(task.n);
        this.house.media.done(task, true);
      }
      return;
    }
    for (const [rid, { task, s }] of this.landed) if (task.c === m.c && s === m.s) m.rid = rid;
    const task = this.outbox.flyingIn(m.c);
    if (m.rid || !task || this.guessed.has(task.rid) || (m.f && m.f !== this.house.state.me)) return;
    if (fileIds(task).join() !== (m.fl ?? []).map((file) => file.id).join()) return;
    if (task.m !== 'msg.send' || String(task.p.x).trim() !== (m.x ?? '').trim() || (task.p.re ?? 0) !== (m.re ?? 0)) return;
    m.rid = task.rid;
    this.guessed.set(task.rid, m.s);
  }

  /** What of a chat is on its way, in order. */
  tasksOf(c: number): Task[] {
    const chat = this.house.state.chats.get(c);
    const landed: Task[] = [];
    for (const [rid, { task, s }] of this.landed) {
      if (task.c !== c) continue;
      const there = !chat || runAt(chat.ranges, s) || (!this.house.state.open.has(c) && (chat.w.s ?? 0) >= s);
      if (there) this.landed.delete(rid);
      else landed.push(task);
    }
    return [...landed, ...this.outbox.of(c)];
  }

  keepTask(task: Task): void {
    this.house.keeper.batch.tasks = [...this.house.keeper.batch.tasks.filter((each) => each.n !== task.n), structuredClone(task)];
    touch(this.house.state, task.c);
    this.house.drawing.flush();
    void this.house.keeper.keep(); // at once: the page may be gone in a moment
  }

  failTask(rid: string, x: WireRefusal): void {
    const task = this.outbox.fail(rid, x);
    if (task) this.keepTask(task);
    this.runOutbox();
  }

  discard(rid: string): void {
    const task = this.outbox.done(rid);
    if (!task) return;
    this.house.keeper.batch.doneTasks.push(task.n);
    this.house.keeper.batch.tasks = this.house.keeper.batch.tasks.filter((each) => each.n !== task.n);
    this.house.media.done(task, false);
    this.house.drawing.redraw(task.c);
    this.runOutbox();
  }

  /** Posts that were on screen; each counts once while this device runs. */
  countViews(c: number, seqs: number[]): void {
    for (const s of seqs) if (!this.viewed.has(`${c}/${s}`)) this.toView.set(`${c}/${s}`, [c, s]);
    if (this.toView.size) this.house.later('views', 1500, () => this.sendViews());
  }

  private async sendViews(): Promise<void> {
    const chats = new Map<number, number[]>();
    for (const [key, [c, s]] of this.toView) {
      chats.set(c, [...(chats.get(c) ?? []), s]);
      this.viewed.add(key);
    }
    this.toView.clear();
    for (const [c, s] of chats) {
      const found = await this.house.attempt('msg.views', { c, s: s.slice(0, 100) });
      if (found?.v) receive(this.house.state, { t: 'vw', c, v: found.v }, Date.now());
    }
    this.house.drawing.flush();
  }

  sendRead(c: number): void {
    this.house.later(`read${c}`, 1000, async () => {
      const chat = this.house.state.chats.get(c);
      const s = chat?.readHere;
      const { ev, rd } = chat?.w ?? {};
      if (!chat || !s || !this.house.settled) return;
      const left = await this.house.attempt('msg.read', { c, s });
      if (!left) return;
      if (chat.readHere === s) {
        chat.readHere = undefined;
        if (chat.w.ev === ev && chat.w.rd === rd) Object.assign(chat.w, { un_: left.un_, me_: left.me_ });
        else if ((chat.w.s ?? 0) > (chat.w.rd ?? 0)) want(this.house.state, { k: 'row', c }); // something was said meanwhile: counted or not?
      } else this.sendRead(c);
      touch(this.house.state, c);
      this.house.drawing.flush();
    });
  }

  sendDraft(c: number): void {
    this.house.later(`draft${c}`, 1000, async () => {
      const chat = this.house.state.chats.get(c);
      if (!chat?.draftHere || !this.house.settled || this.telling.has(c)) return;
      const told = chat.w.dr;
      this.telling.add(c);
      const done = await this.house.attempt('draft.set', { c, x: told?.x, en: told?.en, re: told?.re }).finally(() => this.telling.delete(c));
      const newer = chat.w.dr !== told;
      if (newer) this.sendDraft(c);
      if (!done) return;
      if (!newer) chat.draftHere = undefined;
      touch(this.house.state, c);
      this.house.drawing.flush();
    });
  }
}
