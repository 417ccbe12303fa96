// Where a conversation opens: answers may overtake each other, and one stays where one wanted to go last.
import { describe, expect, it } from 'vitest';
import type { WireChat, WireMessage } from '../../messenger/core/api';
import { learnChat } from '../../messenger/core/reduce';
import { emptyState } from '../../messenger/core/state';
import { Window, type Ground } from '../../messenger/worker/window';
import { Windows } from '../../messenger/worker/windows';

const CHAT = 5;
const LAST = 400;
const message = (s: number): WireMessage => ({ c: CHAT, s, ev: s, f: 1, d: s });

/** A server whose answers come when a test lets them: by the first seq that was asked for. */
function ground(): { windows: Windows; let: (from: number) => void } {
  const state = emptyState(1);
  learnChat(state, { c: CHAT, k: 'group', s: LAST, ev: LAST, rd: LAST } as WireChat);
  state.msgs.set(CHAT, new Map());
  const waiting = new Map<number, () => void>();
  const g: Ground = {
    state: () => state, row: () => undefined, tasks: () => [], overlay: () => undefined, online: () => true, kept: async () => [], redraw: () => undefined, need: () => undefined,
    request: (_, p) => {
      const { from, dir } = p as { from: number; dir: string };
      const seqs = dir === 'up' ? [from - 2, from - 1] : [from, from + 1];
      const page = { c: CHAT, msgs: seqs.map(message), top: seqs[0] === 1, bottom: seqs[1] === LAST };
      return new Promise((resolve) => { waiting.set(from, () => resolve(page)); });
    },
  };
  return { windows: new Windows(g), let: (from) => waiting.get(from)!() };
}

describe('a window', () => {
  for (const order of [[LAST + 1, 1], [1, LAST + 1]]) {
    it(`is where one jumped while it was opening, whichever answer comes first (${order.join(', ')})`, async () => {
      const { windows, let: answer } = ground();
      const w = new Window(1, CHAT);
      const both = [windows.place(w), windows.jump(w, 1)];
      for (const from of order) {
        answer(from);
        await new Promise((resolve) => setTimeout(resolve));
      }
      await Promise.all(both);
      expect([w.lo, w.hi, w.target?.seq]).toEqual([1, 2, 1]);
    });
  }

  it('is where one jumped last', async () => {
    const { windows, let: answer } = ground();
    const w = new Window(1, CHAT);
    const all = [windows.jump(w, 100), windows.jump(w, 200)];
    answer(200);
    await all[1];
    answer(100);
    await all[0];
    expect([w.lo, w.hi, w.target?.seq]).toEqual([200, 201, 200]);
  });
});
