// One open conversation: which part of a chat it shows; and what the windows need of the engine.
import type { Chat, Message, Refused, WireMessage, WireRefusal } from '../core/api';
import type { Task } from '../core/outbox';
import type { State } from '../core/state';
import type { Overlay } from '../core/views';

/** What the windows need of the engine. */
export interface Ground {
  state(): State;
  row(c: number): Chat | undefined;
  tasks(c: number): Task[];
  overlay(c: number, s: number): Overlay | undefined;
  online(): boolean;
  request(m: 'msg.history' | 'msg.get' | 'thread.history', p: unknown): Promise<unknown>;
  /** Messages that are kept on this device. */
  kept(c: number, from: number, to: number): Promise<WireMessage[]>;
  /** Something of this chat's windows changed: draw soon. */
  redraw(c: number): void;
  need(users: number[]): void;
  /** Placed once more in a moment, if it is still open then. */
  again(w: Window): void;
}

/** What one wants to see was refused: `gone` says why; what passes is asked for again while nothing is on screen. */
export function refused(ground: Ground, w: Window, { code, facts }: Refused): void {
  if (['NOT_FOUND', 'FORBIDDEN', 'GONE'].includes(code)) w.gone = facts;
  else if (!w.placed && ['RETRY', 'FLOOD'].includes(code)) ground.again(w);
}

export class Window {
  lo = 0;
  hi = 0;
  /** Grows with the end of the chat. */
  follow = false;
  divider = 0;
  target?: { seq: number; n: number };
  /** The jump that was asked for last: answers may overtake each other, and the last wish counts. */
  going = 0;
  /** Counts how often it was put elsewhere: what was fetched to make it grow is no part of it then. */
  moves = 0;
  loadingOlder = false;
  loadingNewer = false;
  gone?: WireRefusal;
  placed = false;
  readonly sent = new Map<string, Message>();
  readonly aside = new Map<number, Message | null>();
  readonly asked = new Set<number>();
  headSent = '';
  /** Of a thread: [channel, seq] of its post. */
  post?: [number, number];
  /** `thread`: only the comments under this copy of a post. */
  constructor(readonly id: number, readonly c: number, readonly at?: number, readonly thread = 0) {}

  /** Shows these seqs and no others. */
  put(lo: number, hi: number, follow: boolean): void {
    this.moves += 1;
    this.lo = lo;
    this.hi = hi;
    this.follow = follow;
    this.placed = true;
    this.loadingOlder = this.loadingNewer = false;
  }

  /** Shows nothing until it is placed anew. */
  lift(): void {
    this.put(0, 0, this.follow);
    this.placed = false;
    this.target = undefined;
  }
}
