// Single rules of what comes late: an answer that was made before an event does not turn back what the event said.
import { describe, expect, it } from 'vitest';
import { learnAnswer } from '../../messenger/core/answers';
import { depart, land } from '../../messenger/core/flights';
import { learnChat, receive, receiveMessages } from '../../messenger/core/reduce';
import { emptyState, learnPage, takeOut, type State } from '../../messenger/core/state';
import type { WireChat, WireEvent, WireMessage } from '../../messenger/core/wire';

const [ME, BO, CHAT] = [1, 2, 5];
const row = (more: Partial<WireChat> = {}): WireChat => ({ c: CHAT, k: 'group', ro: 'member', s: 2, ev: 2, rd: 0, un_: 2, ...more });
const message = (s: number): WireMessage => ({ c: CHAT, s, ev: s, f: BO, d: s, x: `m${s}` });

function opened(): State {
  const state = emptyState(ME);
  state.open.add(CHAT);
  state.msgs.set(CHAT, new Map());
  learnChat(state, row());
  takeOut(state);
  return state;
}

/** What was asked now and is answered so, after all that happened meanwhile. */
function late<T extends object>(state: State, answer: T, meanwhile: () => void, says = false): T {
  const flight = depart(state, says);
  meanwhile();
  land(state, flight, answer);
  return answer;
}

const hear = (state: State, e: object): void => receive(state, e as WireEvent, 0);

describe('an answer older than an event', () => {
  it('brings no message back that was removed or deleted, and asks for the others again', () => {
    const state = opened();
    const page = late(state, { msgs: [message(1), message(2)] }, () => {
      hear(state, { t: 'rm', c: CHAT, ev: 3, s: [1] });
      hear(state, { t: 'd', c: CHAT, ev: 4, s: [2] });
    });
    takeOut(state);
    expect(learnPage(state, CHAT, page.msgs, 1, 2, page)).toBe(true);
    expect([...state.msgs.get(CHAT)!.keys()]).toEqual([]);
    expect(takeOut(state).wants).toContainEqual({ k: 'messages', c: CHAT, s: [1] });
    receiveMessages(state, CHAT, [{ ...message(1), rm: 1, x: undefined }], {});
    expect(state.msgs.get(CHAT)!.get(1)).toMatchObject({ rm: 1 });
  });

  it('is no page of a chat that was forgotten meanwhile', () => {
    const state = opened();
    const page = late(state, { msgs: [message(1)] }, () => hear(state, { t: 'c', c: CHAT, ev: 3, ch: { st: 'removed' } }));
    expect(learnPage(state, CHAT, page.msgs, 1, 1, page)).toBe(false);
    expect(state.msgs.get(CHAT)!.size).toBe(0);
  });

  it('brings no chat back that was left', () => {
    const state = opened();
    learnAnswer(state, 'chat.get', late(state, { ch: row() }, () => hear(state, { t: 'u', pts: 1, k: 'chat-', c: CHAT })));
    expect(state.chats.has(CHAT)).toBe(false);
  });

  it('is a row that is asked for again, and never moves a read mark back', () => {
    const state = opened();
    learnAnswer(state, 'chat.get', late(state, { ch: row() }, () => hear(state, { t: 'n', ...message(3) })));
    expect(takeOut(state).wants).toContainEqual({ k: 'row', c: CHAT });
    hear(state, { t: 'r', c: CHAT, u: BO, s: 3 });
    hear(state, { t: 'u', pts: 1, k: 'read', c: CHAT, s: 3 });
    hear(state, { t: 'u', pts: 2, k: 'chat~', c: CHAT, mu: 9 });
    learnAnswer(state, 'chat.get', { ch: row({ s: 3, ev: 3, un_: 3, mu: 9 }) });
    expect(state.chats.get(CHAT)!.w).toMatchObject({ rd: 3, ord: 3, un_: 0 });
  });

  it("keeps the viewer's own part as the event left it", () => {
    const state = opened();
    learnAnswer(state, 'chat.get', late(state, { ch: row({ mu: 0, ar: 1 }) }, () => hear(state, { t: 'u', pts: 1, k: 'chat~', c: CHAT, mu: 9 })));
    expect(state.chats.get(CHAT)!.w).toMatchObject({ mu: 9, ar: 1 });
  });

  for (const [m, k, kind, old] of [['settings.get', 'settings', 'settings', { a: 1 }], ['folder.list', 'folders', 'folder', { folders: [{ id: 1, title: 'A' }] }]] as const) {
    it(`says nothing of ${k} but is asked again; what says how they shall stand is taken`, () => {
      const state = opened();
      const event = () => hear(state, { t: 'u', pts: state.pts + 1, k: kind });
      learnAnswer(state, m, late(state, old, event));
      expect([state.settings, state.folders]).toEqual([{}, []]);
      expect(takeOut(state).wants).toEqual([{ k }]);
      learnAnswer(state, m.replace(/get|list/, 'set'), late(state, structuredClone(old), event, true));
      expect([state.settings, state.folders]).not.toEqual([{}, []]);
    });
  }

  it('says nothing of a person who was blocked meanwhile, but is asked again', () => {
    const state = opened();
    learnAnswer(state, 'user.get', { users: [{ u: BO, n: 'Bo' }] });
    learnAnswer(state, 'user.get', late(state, { users: [{ u: BO, n: 'Bo' }] }, () => hear(state, { t: 'u', pts: 1, k: 'block', u: BO, on: 1 })));
    expect(state.people.get(BO)!.bl).toBe(1);
    expect(takeOut(state).wants).toContainEqual({ k: 'users', u: [BO], anew: true });
  });
});

it('of two answers counts that which was asked for later, whichever comes first', () => {
  const state = opened();
  const first = depart(state);
  const second = depart(state);
  const [old, fresh] = [{ a: 1 }, { a: 2 }];
  land(state, second, fresh);
  learnAnswer(state, 'settings.get', fresh);
  land(state, first, old);
  learnAnswer(state, 'settings.get', old);
  expect(state.settings).toEqual({ a: 2 });
});

it('a page older than a row that passed it is brought up to the row', () => {
  const state = opened();
  const page = late(state, { msgs: [message(1), message(2)] }, () => learnChat(state, row({ ev: 9, s: 2 })));
  expect(state.chats.get(CHAT)!.applied).toBe(9);
  takeOut(state);
  learnPage(state, CHAT, page.msgs, 1, 2, page);
  expect(state.chats.get(CHAT)!.applied).toBe(2);
  expect(takeOut(state).wants).toContainEqual({ k: 'diff', c: CHAT });
});
