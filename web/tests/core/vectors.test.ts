// The same vectors are read by the server's replay: what a list of events makes of a chat.
import { expect, it } from 'vitest';
import vectors from '../../../tests/vectors/replay.json';
import { receive, receiveSync } from '../../messenger/core/reduce';
import { emptyState, learnPage } from '../../messenger/core/state';
import type { WireChat, WireEvent, WireMessage } from '../../messenger/core/wire';

interface Vector { name: string; start: { chat: WireChat; msgs: WireMessage[]; pts: number }; events: WireEvent[]; expect: { chat: Partial<WireChat>; msgs: Partial<WireMessage>[]; pts: number } }

const plain = (m: WireMessage): unknown => JSON.parse(JSON.stringify({ ...m, t: undefined }));

it.each(vectors as unknown as Vector[])('$name', (vector) => {
  const { start, events, expect: wanted } = structuredClone(vector);
  const state = emptyState(7);
  const c = start.chat.c;
  state.msgs.set(c, new Map());
  receiveSync(state, { epoch: 'k', now: 1, pts: start.pts, chats: [start.chat], full: true });
  learnPage(state, c, start.msgs, 1, start.chat.s ?? 0);
  for (const e of events) receive(state, e, 0);
  expect([...state.msgs.get(c)!.values()].sort((a, b) => a.s - b.s).map(plain)).toEqual(wanted.msgs);
  expect(state.chats.get(c)!.w).toMatchObject(wanted.chat);
  expect(state.pts).toBe(wanted.pts);
});
