// Who is here: told by the server to who watches; nothing else makes anybody come or go.
import { describe, expect, it } from 'vitest';
import { askPresence, learnPresence } from '../../messenger/core/presence';
import { receive } from '../../messenger/core/reduce';
import { emptyState, learnUsers, takeOut, type State } from '../../messenger/core/state';
import type { WireEvent } from '../../messenger/core/wire';

const [ME, BO, CY] = [1, 2, 3];
const MINUTE = 60_000;
const bo = (more: object = {}) => ({ u: BO, n: 'Bo', ls: 5 * MINUTE, ...more });
const seen = (state: State, u = BO) => ({ on: state.people.get(u)?.on, ls: state.people.get(u)?.ls });
const turn = (state: State, more: object) => receive(state, { t: 'on', u: BO, ...more } as WireEvent, 0);

function watching(): State {
  const state = emptyState(ME);
  learnUsers(state, [bo()]);
  askPresence(state, [BO]);
  learnPresence(state, [{ u: BO, on: 1 }]);
  return state;
}

describe('who is here', () => {
  it('stays here, whatever other answers mention them afterwards', () => {
    const state = watching();
    learnUsers(state, [bo()]);
    expect(seen(state)).toEqual({ on: 1, ls: 5 * MINUTE });
    learnUsers(state, [bo({ n: 'Bo the second', ls: undefined })]);
    expect(seen(state)).toEqual({ on: 1, ls: 5 * MINUTE });
  });

  it('was seen when they left, whatever an older answer says', () => {
    const state = watching();
    turn(state, { ls: 9 * MINUTE });
    learnUsers(state, [bo()]);
    expect(seen(state)).toEqual({ on: undefined, ls: 9 * MINUTE });
  });

  it('is known though the person was not when it was told', () => {
    const state = emptyState(ME);
    askPresence(state, [BO]);
    learnPresence(state, [{ u: BO, on: 1 }]);
    learnUsers(state, [bo()]);
    expect(seen(state).on).toBe(1);
  });

  it('is hidden when the answer leaves them out or an event says so, and an older answer does not show them again', () => {
    for (const hide of [(state: State) => learnPresence(state, []), (state: State) => turn(state, {})]) {
      const state = watching();
      hide(state);
      expect(seen(state)).toEqual({ on: undefined, ls: undefined });
      learnUsers(state, [bo()]);
      expect(seen(state)).toEqual({ on: undefined, ls: undefined });
    }
  });

  it('is not here for ever where nobody looks any more: they were, when the line last spoke', () => {
    const state = watching();
    state.since = 7 * MINUTE + 5;
    takeOut(state);
    askPresence(state, [CY]);
    expect(seen(state)).toEqual({ on: undefined, ls: 7 * MINUTE });
    expect([...takeOut(state).people]).toEqual([BO]);
    turn(state, { on: 1 });
    expect(seen(state).on).toBeUndefined();
  });

  it('is asked for again, and read marks with it, when the server had to drop something', () => {
    const state = watching();
    state.chats.set(5, { w: { c: 5, k: 'dialog', ev: 1 }, applied: 1, ranges: [], hold: new Map() });
    state.msgs.set(5, new Map([[1, { c: 5, s: 1, ev: 1, f: BO, d: 1 }]]));
    state.open.add(5);
    takeOut(state);
    receive(state, { t: 'miss', of: [5, 6], on: 1 } as WireEvent, 0);
    expect(takeOut(state).wants).toEqual([{ k: 'presence' }, { k: 'row', c: 5 }, { k: 'messages', c: 5, s: [1] }]);
  });
});
