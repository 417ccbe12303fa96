import { describe, expect, it } from 'vitest';
import { receive, receiveSync } from '../../messenger/core/reduce';
import { emptyState, putMessage, takeOut, type State } from '../../messenger/core/state';
import { chatView, messageView } from '../../messenger/core/views';
import type { WireMessage } from '../../messenger/core/wire';

const C = 5;
const photo = (id: string) => ({ id, k: 'photo' as const, w: 400, h: 300, vs: [['s', 320, 240, 9000]] as [string, number, number, number][] });
const message = (s: number, extra: Partial<WireMessage>): WireMessage => ({ c: C, s, ev: s, f: 2, d: s, x: '', ...extra });

function stateWith(...msgs: WireMessage[]): State {
  const state = emptyState(1);
  receiveSync(state, { epoch: 'e', now: 1, pts: 0, chats: [{ c: C, k: 'group', ro: 'member', s: msgs.length, ev: msgs.length }] });
  state.msgs.set(C, new Map());
  for (const m of msgs) putMessage(state, m, false);
  state.chats.get(C)!.ranges = [[1, msgs.length]];
  takeOut(state);
  return state;
}

describe('media of messages that go', () => {
  it('are named once the message is removed or deleted, and nothing of them stays in it', () => {
    const state = stateWith(message(1, { fl: [photo('a'), photo('b')] }), message(2, { x: 'see', lp: { u: 'https://x.example', fl: photo('c') } }));
    receive(state, { t: 'rm', c: C, ev: 3, s: [1] }, 0);
    expect([...takeOut(state).lost].sort()).toEqual(['a', 'b']);
    const left = state.msgs.get(C)!.get(1)!;
    expect([left.fl, left.ct, left.lo, left.lp]).toEqual([undefined, undefined, undefined, undefined]);
    receive(state, { t: 'd', c: C, ev: 4, s: [2] }, 0);
    expect([...takeOut(state).lost]).toEqual(['c']);
  });

  it('are named when the whole chat goes', () => {
    const state = stateWith(message(1, { fl: [photo('a')] }), message(2, { fl: [photo('b')] }));
    receive(state, { t: 'gone', c: C }, 0);
    expect([...takeOut(state).lost].sort()).toEqual(['a', 'b']);
  });

  it('keep their place while they are made ready', () => {
    const state = stateWith(message(1, { fl: [{ ...photo('a'), vs: undefined, st: 1 }] }));
    const w = state.chats.get(C)!.w;
    expect(messageView(state, w, state.msgs.get(C)!.get(1)!).media[0]!.state).toBe('processing');
    receive(state, { t: 'e', ...message(1, { fl: [photo('a')] }), ev: 2 }, 0);
    expect(takeOut(state).lost.size).toBe(0);
    expect(messageView(state, w, state.msgs.get(C)!.get(1)!).media[0]!).toMatchObject({ state: 'ready', variants: [['s', 320, 240, 9000]] });
  });
});

describe('the row of a chat', () => {
  it('says what came without words, also when only a mark came', () => {
    const state = stateWith(message(1, { x: 'hello' }));
    const row = () => chatView(state, state.chats.get(C)!, []).preview?.carries;
    receive(state, { t: 'dirty', c: C, ev: 2, s: 2, pv: '', k: 'voice', f: 2, d: 2 }, 0);
    expect(row()).toBe('voice');
    receive(state, { t: 'dirty', c: C, ev: 3, s: 3, pv: '', k: 'place', f: 2, d: 3 }, 0);
    expect(row()).toBe('place');
  });
});
