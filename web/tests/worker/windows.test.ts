// Where a conversation opens: answers may overtake each other, and one stays where one wanted to go last.
import { describe, expect, it } from 'vitest';
import { Refused, type WireChat, type WireMessage } from '../../messenger/core/api';
import { learnChat } from '../../messenger/core/reduce';
import { emptyState, wipeMessages, type State } from '../../messenger/core/state';
import { Window, type Ground } from '../../messenger/worker/window';
import { Windows } from '../../messenger/worker/windows';

const CHAT = 5;
const LAST = 400;
const message = (s: number): WireMessage => ({ c: CHAT, s, ev: s, f: 1, d: s });

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** A server and a store whose answers come when a test lets them: by the first seq that was asked for. */
function ground(online = true): { windows: Windows; state: State; let: (from: number, code?: string) => void; read: (from: number) => void; again: Window[] } {
  const state = emptyState(1);
  learnChat(state, { c: CHAT, k: 'group', s: LAST, ev: LAST, rd: LAST } as WireChat);
  state.msgs.set(CHAT, new Map());
  const waiting = new Map<number, (code?: string) => void>();
  const again: Window[] = [];
  const reading = new Map<number, () => void>();
  const g: Ground = {
    state: () => state, row: () => undefined, tasks: () => [], overlay: () => undefined, online: () => online, redraw: () => undefined, need: () => undefined, again: (w) => again.push(w),
    kept: (_, from, to) => {
      const found = Array.from({ length: to - from + 1 }, (_each, i) => message(from + i));
      return new Promise((resolve) => { reading.set(from, () => resolve(found)); });
    },
    request: (_, p) => {
      const { from, dir } = p as { from: number; dir: string };
      const seqs = dir === 'up' ? [from - 2, from - 1] : [from, from + 1];
      const page = { c: CHAT, msgs: seqs.map(message), top: seqs[0] === 1, bottom: seqs[1] === LAST };
      return new Promise((resolve, reject) => { waiting.set(from, (code) => (code ? reject(new Refused({ c: code })) : resolve(page))); });
    },
  };
  return { windows: new Windows(g), state, let: (from, code) => waiting.get(from)!(code), read: (from) => reading.get(from)!(), again };
}

describe('a window', () => {
  for (const order of [[LAST + 1, 1], [1, LAST + 1]]) {
    it(`is where one jumped while it was opening, whichever answer comes first (${order.join(', ')})`, async () => {
      const { windows, let: answer } = ground();
      const w = new Window(1, CHAT);
      const both = [windows.place(w), windows.jump(w, 1, 1)];
      for (const from of order) {
        answer(from);
        await turn();
      }
      await Promise.all(both);
      expect([w.lo, w.hi, w.target?.seq]).toEqual([1, 2, 1]);
    });
  }

  it('is placed again in a moment when the server could not say what is in it, and not when it may not be seen', async () => {
    for (const [code, times] of [['RETRY', 1], ['FLOOD', 1], ['NOT_FOUND', 0]] as const) {
      const { windows, let: answer, again } = ground();
      const w = new Window(1, CHAT);
      windows.open.set(1, w);
      const placing = windows.place(w);
      answer(LAST + 1, code);
      await placing;
      expect([again.length, w.gone?.c]).toEqual([times, times ? undefined : code]);
    }
  });

  it('is where one jumped last', async () => {
    const { windows, let: answer } = ground();
    const w = new Window(1, CHAT);
    const all = [windows.jump(w, 1, 100), windows.jump(w, 2, 200)];
    answer(200);
    await all[1];
    answer(100);
    await all[0];
    expect([w.lo, w.hi, w.target?.seq]).toEqual([200, 201, 200]);
  });

  it('is at the end when one went there last, wherever it was: an earlier jump leads away no more', async () => {
    const { windows, let: answer } = ground();
    const w = new Window(1, CHAT);
    w.put(LAST - 1, LAST, true);
    const away = windows.jump(w, 1, 1);
    await windows.jump(w, 2);
    answer(1);
    await away;
    expect([w.lo, w.hi, w.target]).toEqual([LAST - 1, LAST, { seq: 0, n: 2 }]);
  });

  it('leads to no message that could not be had', async () => {
    const { windows } = ground(false);
    const w = new Window(1, CHAT);
    w.put(LAST - 1, LAST, true);
    await windows.jump(w, 1, 1);
    expect(w.target).toBeUndefined();
  });

  for (const grow of ['older', 'newer'] as const) {
    it(`that one leaves while ${grow} messages are read does not grow where it is no more`, async () => {
      const { windows, state, read } = ground();
      state.chats.get(CHAT)!.ranges = [[1, 300], [350, LAST]];
      const w = new Window(1, CHAT);
      w.put(101, 150, false);
      const growing = windows[grow](w);
      const jumping = windows.jump(w, 1);
      read(350);
      await jumping;
      read(grow === 'older' ? 51 : 150);
      await growing;
      expect([w.lo, w.hi, w.follow, w.loadingOlder, w.loadingNewer]).toEqual([350, LAST, true, false, false]);
    });
  }

  it('is placed anew when its messages were forgotten while they were read', async () => {
    const { windows, state, read, let: answer } = ground();
    const chat = state.chats.get(CHAT)!;
    chat.ranges = [[1, 300]];
    const w = new Window(1, CHAT);
    const jumping = windows.jump(w, 1, 100);
    wipeMessages(state, chat);
    windows.wiped(CHAT);
    const placing = windows.place(w);
    read(50);
    await jumping;
    answer(LAST + 1);
    await placing;
    expect([w.lo, w.hi, w.placed, state.msgs.get(CHAT)!.size]).toEqual([LAST - 1, LAST, true, 2]);
  });

  it('grows over a hole, though it follows the end', async () => {
    const { windows, state, let: answer } = ground();
    state.chats.get(CHAT)!.ranges = [[300, 398], [400, LAST]];
    const w = new Window(1, CHAT);
    w.put(300, 398, true);
    const growing = windows.newer(w);
    answer(398);
    await turn();
    expect(state.chats.get(CHAT)!.ranges).toEqual([[300, LAST]]);
    void growing;
  });
});
