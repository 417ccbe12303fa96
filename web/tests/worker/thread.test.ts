// A thread is shown from memory: what was fetched, what has come since, and nothing of the chat around it.
import { describe, expect, it } from 'vitest';
import { Refused, type WireMessage } from '../../messenger/core/api';
import { emptyState } from '../../messenger/core/state';
import { isComment, jumpInThread, olderThread, placeThread, threadMessages } from '../../messenger/worker/thread';
import { Window, type Ground } from '../../messenger/worker/window';

const GROUP = 5;
const ROOT = 3;
const message = (s: number, th?: number): WireMessage => ({ c: GROUP, s, ev: s, f: 1, d: s, ...(th ? { th } : {}) });

/** A server with this many comments, seqs 10, 11, …; a page is two of them. */
function ground(comments: number, fail?: string): { g: Ground; asked: number[]; again: Window[]; cached: Map<number, WireMessage> } {
  const state = emptyState(1);
  const cached = new Map<number, WireMessage>([[4, message(4)]]);
  state.msgs.set(GROUP, cached);
  const all = Array.from({ length: comments }, (_, i) => message(10 + i, ROOT));
  const asked: number[] = [];
  const again: Window[] = [];
  const g: Ground = {
    state: () => state, row: () => undefined, tasks: () => [], overlay: () => undefined, online: () => true, kept: async () => [], redraw: () => undefined, need: () => undefined, again: (w) => again.push(w),
    request: async (_, p) => {
      if (fail) throw new Refused({ c: fail });
      const { from } = p as { from: number };
      asked.push(from);
      const before = all.filter((m) => !from || m.s < from);
      return { c: GROUP, s: ROOT, post: [9, 1], comments, root: message(ROOT), msgs: before.slice(-2), top: before.length <= 2, bottom: !from };
    },
  };
  return { g, asked, again, cached };
}

const seqs = (ms: WireMessage[]) => ms.map((m) => m.s);

describe('a thread', () => {
  it('begins with its newest page and shows its post where it begins', async () => {
    const { g, cached } = ground(3);
    const w = new Window(1, GROUP, undefined, ROOT);
    await placeThread(g, w);
    expect(seqs(threadMessages(cached, w))).toEqual([11, 12]);
    await olderThread(g, w);
    expect(seqs(threadMessages(cached, w))).toEqual([ROOT, 10, 11, 12]);
    expect(w.post).toEqual([9, 1]);
  });

  it('shows what comes afterwards, but nothing of the chat around it', async () => {
    const { g, cached } = ground(1);
    const w = new Window(1, GROUP, undefined, ROOT);
    await placeThread(g, w);
    cached.set(20, message(20));
    cached.set(21, message(21, ROOT));
    cached.set(22, message(22, 8));
    expect(seqs(threadMessages(cached, w))).toEqual([ROOT, 10, 21]);
    cached.delete(21);
    expect(seqs(threadMessages(cached, w))).toEqual([ROOT, 10]);
  });

  it('is at its end when one went there last: an earlier jump leads away no more', async () => {
    const { g } = ground(5);
    const w = new Window(1, GROUP, undefined, ROOT);
    await placeThread(g, w);
    await Promise.all([jumpInThread(g, w, 1, 10), jumpInThread(g, w, 2)]);
    expect(w.target).toEqual({ seq: 0, n: 2 });
    await jumpInThread(g, w, 3, 10);
    expect(w.target).toEqual({ seq: 10, n: 3 });
  });

  it('keeps what it had loaded when the connection comes back', async () => {
    const { g, cached } = ground(5);
    const w = new Window(1, GROUP, undefined, ROOT);
    await placeThread(g, w);
    await olderThread(g, w);
    await placeThread(g, w);
    expect(seqs(threadMessages(cached, w))).toEqual([11, 12, 13, 14]);
  });

  it('says when it is closed to this person', async () => {
    const { g, again } = ground(1, 'NOT_FOUND');
    const w = new Window(1, GROUP, undefined, ROOT);
    await placeThread(g, w);
    expect(w.gone?.c).toBe('NOT_FOUND');
    expect(again).toEqual([]);
  });

  it('is placed again in a moment when the server could not say', async () => {
    const { g, again } = ground(1, 'RETRY');
    const w = new Window(1, GROUP, undefined, ROOT);
    await placeThread(g, w);
    expect(again).toEqual([w]);
  });

  it('knows which waiting sends are comments', () => {
    const cached = new Map([[10, message(10, ROOT)], [20, message(20)]]);
    const task = (re?: number) => ({ p: { re } }) as never;
    expect([ROOT, 10, 20, undefined].map((re) => isComment(cached, task(re), ROOT))).toEqual([true, true, false, false]);
  });
});
