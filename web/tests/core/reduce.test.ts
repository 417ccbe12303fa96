// The law of the client: whatever is lost, doubled or swapped on the way, one difference later it knows what a fresh client knows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRange } from '../../messenger/core/ranges';
import { hasGaps, learnChat, receive, receiveDiff, receiveOwnDiff, receiveSync } from '../../messenger/core/reduce';
import { emptyState, learnPage, learnMe, learnUsers, takeOut, type State } from '../../messenger/core/state';
import type { WireEvent, WireMessage } from '../../messenger/core/wire';
import { MemoryStore } from '../../messenger/worker/store';
import { CHAT, ME, Server, type Deed } from './model';

const word = fc.string({ maxLength: 5 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ k: fc.constant('say' as const), f: fc.constantFrom(ME, 8, 9), x: word, me: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ k: fc.constantFrom('edit' as const, 'delete' as const, 'remove' as const, 'restore' as const, 'react' as const, 'pin' as const), pick: fc.nat(30), x: word }) },
  fc.record({ k: fc.constant('title' as const), x: word }),
  fc.constant({ k: 'hidden' as const }),
  fc.record({ k: fc.constantFrom('read' as const, 'mute' as const), pick: fc.nat(30) }),
);

/** A client that has the chat open with its whole history. */
function opened(server: Server): State {
  const state = emptyState(ME);
  learnUsers(state, [{ u: ME, n: 'Me' }, { u: 8, n: 'Ada' }, { u: 9, n: 'Bo' }]);
  state.open.add(CHAT);
  state.msgs.set(CHAT, new Map());
  receiveSync(state, { epoch: 'k', now: 1, pts: server.own.length, chats: [structuredClone(server.chat())], full: true });
  learnPage(state, CHAT, structuredClone(server.visible), 1, server.rows.length);
  return state;
}

/** What any client would fetch by itself after the last frame. */
function settle(state: State, server: Server): void {
  let stale = false;
  for (let round = 0; round < 20; round++) {
    stale ||= takeOut(state).wants.some((w) => w.k === 'row');
    const chat = state.chats.get(CHAT)!;
    if (chat.applied < server.log.length || chat.hold.size) receiveDiff(state, CHAT, structuredClone(server.diff(chat.applied, 7)));
    else if (state.pts < server.own.length) receiveOwnDiff(state, structuredClone(server.ownDiff(state.pts)));
    else if (stale) {
      learnChat(state, structuredClone(server.chat()));
      stale = false;
    } else return;
  }
}

const known = (state: State): WireMessage[] =>
  [...state.msgs.get(CHAT)!.values()].sort((a, b) => a.s - b.s).map((m) => JSON.parse(JSON.stringify({ ...m, t: undefined, ev: undefined })) as WireMessage);
const row = (state: State) => {
  const { ev, s, rd, mu, un_, me_, ti, pin, la, ts } = state.chats.get(CHAT)!.w;
  return { ev, s, rd: rd ?? 0, mu: mu ?? 0, un_: un_ ?? 0, me_: me_ ?? 0, ti, pin: pin ?? [], la: la?.s, ts };
};
const truth = (server: Server) => row(opened(server));

describe('a client that hears frames in any order', () => {
  it('equals a fresh client after one difference', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 25 }), fc.array(deed, { maxLength: 25 }), fc.infiniteStream(fc.nat(99)), (before, after, dice) => {
        const server = new Server();
        for (const each of before) server.do(each);
        const state = opened(server);
        const frames: WireEvent[] = [];
        for (const each of after) {
          for (const e of structuredClone(server.do(each))) {
            const die = dice.next().value as number;
            if (die < 20) continue;
            frames.splice(Math.max(0, frames.length - (die < 50 ? die % 4 : 0)), 0, e);
            if (die > 90) frames.push(structuredClone(e));
          }
        }
        for (const e of frames) {
          receive(state, e, 0);
          expect(state.chats.get(CHAT)!.w.un_ ?? 0).toBeGreaterThanOrEqual(0);
          expect(state.chats.get(CHAT)!.applied).toBeLessThanOrEqual(state.chats.get(CHAT)!.w.ev!);
        }
        settle(state, server);
        const fresh = opened(server);
        expect(known(state)).toEqual(known(fresh));
        expect(row(state)).toEqual(truth(server));
        expect(hasGaps(state)).toBe(false);
        expect(state.pts).toBe(server.own.length);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps in its store what it has in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 30 }), fc.nat(25), async (deeds, cut) => {
        const server = new Server();
        for (const each of deeds.slice(0, cut)) server.do(each);
        const state = opened(server);
        const store = new MemoryStore();
        const write = () => store.write({ ops: takeOut(state).ops, chats: [], gone: [], people: [], tasks: [], doneTasks: [], kv: [] });
        for (const each of deeds.slice(cut)) {
          for (const e of structuredClone(server.do(each))) receive(state, e, 0);
          await write();
        }
        await write();
        const kept = await store.messages(CHAT, 0, Infinity);
        expect(kept).toEqual([...state.msgs.get(CHAT)!.values()].sort((a, b) => a.s - b.s));
      }),
      { numRuns: 60 },
    );
  });

  it('draws rows from dirty marks and pulls the difference when opened', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 15 }), fc.array(deed, { minLength: 1, maxLength: 15 }), (before, after) => {
        const server = new Server();
        server.do({ k: 'say', f: 8, x: 'first' });
        for (const each of before) server.do(each);
        const state = opened(server);
        state.open.delete(CHAT);
        for (const each of after) {
          for (const e of server.do(each)) {
            if (e.t === 'u') receive(state, structuredClone(e), 0);
            else receive(state, { t: 'dirty', c: CHAT, ev: e.ev, s: server.rows.length, ...(e.t === 'n' ? { pv: e.x, f: e.f, d: e.d } : {}) }, 0);
          }
        }
        expect(state.chats.get(CHAT)!.w.s).toBe(server.rows.length);
        state.open.add(CHAT);
        learnChat(state, structuredClone(server.chat()));
        settle(state, server);
        expect(known(state)).toEqual(known(opened(server)));
        expect(row(state)).toEqual(truth(server));
      }),
      { numRuns: 150 },
    );
  });
});

describe('single rules', () => {
  const server = () => {
    const made = new Server();
    for (let i = 0; i < 5; i++) made.do({ k: 'say', f: 8, x: `m${i}` });
    return made;
  };

  it('holds an event that came too early and asks once', () => {
    const state = opened(server());
    takeOut(state);
    receive(state, { t: 'n', c: CHAT, ev: 8, s: 8, f: 8, d: 1 }, 0);
    receive(state, { t: 'n', c: CHAT, ev: 9, s: 9, f: 8, d: 1 }, 0);
    expect(state.chats.get(CHAT)!.applied).toBe(5);
    expect(takeOut(state).wants).toEqual([{ k: 'gap', c: CHAT }]);
  });

  it('takes a removed message out at once, even out of turn', () => {
    const state = opened(server());
    receive(state, { t: 'rm', c: CHAT, ev: 9, s: [2] }, 0);
    expect(state.msgs.get(CHAT)!.get(2)).toMatchObject({ rm: 1, x: undefined });
    expect(state.chats.get(CHAT)!.applied).toBe(5);
  });

  it('throws the cache away when the log does not reach back', () => {
    const state = opened(server());
    receiveDiff(state, CHAT, { too_long: true, ev: 900, s: 700 });
    expect(state.chats.get(CHAT)).toMatchObject({ applied: 900, ranges: [] });
    expect(takeOut(state).wants.map((w) => w.k)).toEqual(['row', 'reload']);
  });

  it('forgets a closed chat', () => {
    const state = opened(server());
    receive(state, { t: 'gone', c: CHAT }, 0);
    expect(state.chats.has(CHAT)).toBe(false);
    expect(takeOut(state).gone.has(CHAT)).toBe(true);
  });

  it('keeps the own reaction when counts arrive', () => {
    const state = opened(server());
    learnPage(state, CHAT, [{ c: CHAT, s: 3, ev: 3, f: 8, d: 1, my: '👍', rx: [['👍', 1]] }], 3, 3);
    receive(state, { t: 'rx', c: CHAT, ev: 6, s: 3, rx: [['👍', 2]] }, 0);
    receive(state, { t: 'e', c: CHAT, ev: 7, s: 3, f: 8, d: 1, x: 'new', v: 2 }, 0);
    expect(state.msgs.get(CHAT)!.get(3)).toMatchObject({ my: '👍', rx: [['👍', 2]], x: 'new' });
  });

  it('does not count on `since` while something is missing', () => {
    const state = opened(server());
    receive(state, { t: 'hb', now: 50, pts: state.pts, ev: [[CHAT, 9]] } as unknown as WireEvent, 0);
    expect(state.since).toBe(1);
    takeOut(state);
    receive(state, { t: 'hb', now: 60, pts: state.pts, ev: [[CHAT, 5]] } as unknown as WireEvent, 0);
    expect(state.since).toBe(60);
  });

  it('a reply page that bridges two runs makes one', () => {
    const state = opened(server());
    const chat = state.chats.get(CHAT)!;
    chat.ranges = addRange([[1, 2]], 5, 5);
    learnPage(state, CHAT, [], 3, 4);
    expect(chat.ranges).toEqual([[1, 5]]);
  });
});

describe('a chat on screen that fell behind', () => {
  const behind = (): State => {
    const server = new Server();
    server.do({ k: 'say', f: 8, x: 'one', me: false });
    const state = opened(server);
    server.do({ k: 'say', f: 8, x: 'two', me: false });
    learnChat(state, structuredClone(server.chat()));
    takeOut(state); // asked, and refused
    return state;
  };

  it('asks again at the next heartbeat', () => {
    const state = behind();
    receive(state, { t: 'hb', now: 5, ev: [[CHAT, state.chats.get(CHAT)!.w.ev]] } as unknown as WireEvent, 0);
    expect(takeOut(state).wants).toContainEqual({ k: 'diff', c: CHAT });
  });

  it('asks again when something new is said', () => {
    const state = behind();
    const { ev, s } = state.chats.get(CHAT)!.w;
    receive(state, { t: 'n', c: CHAT, s: s! + 1, ev: ev! + 1, f: 8, d: 9, x: 'three' } as unknown as WireEvent, 0);
    expect(takeOut(state).wants).toContainEqual({ k: 'diff', c: CHAT });
  });
});

describe('the own account', () => {
  it('keeps what only oneself knows when it is told as everybody sees it, and loses what is no longer so', () => {
    const state = emptyState(ME);
    learnMe(state, { u: ME, n: 'Me', phone: '+7900', role: 'moderator', pw: 1 });
    learnUsers(state, [{ u: ME, n: 'Me too' }]);
    expect(state.people.get(ME)).toMatchObject({ n: 'Me too', phone: '+7900', role: 'moderator', pw: 1 });
    receive(state, { t: 'u', pts: 1, k: 'me', me: { u: ME, n: 'Me' } }, 0);
    expect(state.people.get(ME)).toMatchObject({ n: 'Me', phone: '+7900', role: 'member', pw: 0 });
  });
});

describe('bots', () => {
  it('answer a press: told once, whether it came live or with a difference', () => {
    const state = emptyState(ME);
    receive(state, { t: 'u', pts: 1, k: 'answer', c: CHAT, s: 3, d: 5, x: 'turned' }, 0);
    receive(state, { t: 'u', pts: 1, k: 'answer', c: CHAT, s: 3, d: 5, x: 'turned' }, 0);
    receiveOwnDiff(state, { us: [{ t: 'u', pts: 2, k: 'answer', c: CHAT, s: 4, d: 6 }], pts: 2 });
    expect(takeOut(state).alarms.map(({ kind, data }) => [kind, data.s, data.x])).toEqual([['answer', 3, 'turned'], ['answer', 4, undefined]]);
  });

  it('lose their buttons when the message is edited without, or removed', () => {
    const server = new Server();
    server.do({ k: 'say', f: 8, x: 'pick', me: false });
    const state = opened(server);
    const first = known(state)[0]!;
    const buttons = [[{ k: 'callback' as const, x: 'A' }]];
    const head = () => state.chats.get(CHAT)!.w.ev!;
    receive(state, { ...first, t: 'e', c: CHAT, ev: head() + 1, v: 2, kb: buttons }, 0);
    expect(known(state)[0]!.kb).toEqual(buttons);
    receive(state, { ...first, t: 'e', c: CHAT, ev: head() + 1, v: 3 }, 0);
    expect(known(state)[0]!.kb).toBeUndefined();
    receive(state, { ...first, t: 'e', c: CHAT, ev: head() + 1, v: 4, kb: buttons }, 0);
    receive(state, { t: 'rm', c: CHAT, ev: head() + 1, s: [first.s] }, 0);
    expect(known(state)[0]!.kb).toBeUndefined();
  });
});
