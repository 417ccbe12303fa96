/** The conversation on screen: its window, and what the person is about to do in it. */
import { batch, signal } from "@preact/signals";
import { chatOf, type Chat, type Conversation, core, type Message } from "./state";

export const talk = signal<Conversation | null>(null);
export const replying = signal<Message | null>(null);
/** What is written next answers this: the message chosen, in a thread at least its post; nothing else. */
export const answering = (): { reply?: number } => { const seq = replying.value?.seq ?? talk.peek()?.thread; return seq ? { reply: seq } : {}; };
export const editing = signal<Message | null>(null);
/** Seqs picked for forwarding or deleting; null: not picking. */
export const picked = signal<ReadonlySet<number> | null>(null);
/** Is the search of this chat open, and where messages answer it: by seq, [offset, length] in the text. */
export const seeking = signal(false);
/** What the search of this chat begins with: a tag was pressed. */
export const seekWords = signal("");
export function lookFor(words: string): void {
  batch(() => { seekWords.value = words; seeking.value = true; });
}
/** A day was pressed: the calendar opens there, ms; 0: not. */
export const wantDay = signal(0);
export const lit = signal<ReadonlyMap<number, [number, number][]>>(new Map());
/** A link led to a bot with something to tell it: said when the person presses Start. */
export const starting = signal<{ chat: number; payload: string } | null>(null);
/** Buttons of bots that were pressed and not answered yet: "chat/seq" → "row/place". */
export const pressed = signal<ReadonlyMap<string, string>>(new Map());
export function unpress(key: string, button?: string): void {
  if (!pressed.peek().has(key) || (button && pressed.peek().get(key) !== button)) return;
  const next = new Map(pressed.peek());
  next.delete(key);
  pressed.value = next;
}
/** Being written with a bot, in the composer's place; `id`: the session, once it is open. */
export const constructing = signal<{ chat: number; bot: number; id?: string } | null>(null);
/** The newest answer of a constructor that this device was told of. */
export const constructed = signal<{ id: string; n: number } | null>(null);
/** Raised to put the cursor into the composer. */
export const wantFocus = signal(0);

/** Where each chat was left: the first visible message, and how far below the edge it stood (px). */
export interface Place { key: string; seq: number; top: number }
export const left = new Map<number, Place>();

let stop: (() => void) | undefined;

/** `thread`: only the comments under this copy of a post. */
export function enter(chat: number, at?: number, thread?: number): void {
  leaveTalk();
  stop = core.open(chat, (view) => { if (view.chat === chat) talk.value = view; }, at ?? (thread ? undefined : left.get(chat)?.seq), thread);
}

export function leaveTalk(): void {
  stop?.();
  stop = undefined;
  batch(() => {
    talk.value = null;
    replying.value = null;
    editing.value = null;
    picked.value = null;
    seeking.value = false;
    wantDay.value = 0;
    seekWords.value = "";
    lit.value = new Map();
  });
}

/** The chat on screen, joined or only looked at. */
export const talkChat = (): Chat | undefined => (talk.value ? (chatOf(talk.value.chat) ?? talk.value.info) : undefined);

/** A message of the open chat by seq; null: it is gone; undefined: not known yet (it has been asked for). */
export function lookUp(view: Conversation, seq: number): Message | null | undefined {
  const first = view.items[0]?.seq ?? 0;
  const guess = view.items[seq - first];
  const here = guess?.seq === seq ? guess : view.items.find((m) => m.seq === seq);
  if (here) return here;
  const aside = view.aside[seq];
  if (aside === undefined) ask(view.chat, seq);
  return aside;
}

const asked = new Set<string>();
function ask(chat: number, seq: number): void {
  const key = `${chat}/${seq}`;
  if (asked.has(key)) return;
  asked.add(key);
  setTimeout(() => asked.delete(key), 10_000);
  queueMicrotask(() => core.peekMessages(chat, [seq]));
}

export function reply(m: Message): void {
  batch(() => { editing.value = null; replying.value = m; wantFocus.value += 1; });
}

export function pick(seq: number): void {
  const next = new Set(picked.value ?? []);
  if (next.has(seq)) next.delete(seq);
  else if (seq > 0 && next.size < 100) next.add(seq);
  picked.value = next;
}

