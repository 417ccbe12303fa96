// One open conversation: which part of a chat it shows; and what the windows need of the engine.
import type { Chat, Message, WireMessage, WireRefusal } from '../core/api';
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
}

export class Window {
  lo = 0;
  hi = 0;
  /** Grows with the end of the chat. */
  follow = false;
  divider = 0;
  target?: { seq: number; n: number };
  jumps = 0;
  /** Counts where one wanted to go: answers may overtake each other, and the last wish counts. */
  going = 0;
  loadingOlder = false;
  loadingNewer = false;
  gone?: WireRefusal;
  readonly sent = new Map<string, Message>();
  readonly aside = new Map<number, Message | null>();
  readonly asked = new Set<number>();
  headSent = '';
  placed = false;
  /** Of a thread: [channel, seq] of its post. */
  post?: [number, number];
  /** `thread`: only the comments under this copy of a post. */
  constructor(readonly id: number, readonly c: number, readonly at?: number, readonly thread = 0) {}
}
