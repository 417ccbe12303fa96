// Whom this device watches: one set is asked for at a time, and the last one stays.
import { expect, it } from 'vitest';
import { emptyState, learnUsers } from '../../messenger/core/state';
import { Catchup } from '../../messenger/worker/catchup';

const turn = () => new Promise((done) => setTimeout(done));

function watching() {
  const state = emptyState(1);
  learnUsers(state, [{ u: 2, n: 'Bo' }, { u: 3, n: 'Cy' }]);
  const tab = { post: () => undefined, windows: new Set<number>(), presence: [] as number[] };
  const asked: number[][] = [];
  const later: (() => unknown)[] = [];
  const answers: ((found: unknown) => void)[] = [];
  const link = { connected: true, apart: false };
  const house = {
    state, settled: true, saver: false, tabs: new Map([['t', tab]]), link, drawing: { flush: () => undefined, redraw: () => undefined },
    later: (_: string, __: number, work: () => unknown) => { later.push(work); },
    attempt: (_: string, { u }: { u: number[] }) => new Promise((done) => { asked.push(u); answers.push(done); }),
  };
  const catchup = new Catchup(house as unknown as ConstructorParameters<typeof Catchup>[0]);
  const watch = (...u: number[]) => {
    tab.presence = u;
    catchup.watchPresence();
  };
  const here = () => [2, 3].filter((u) => state.people.get(u)?.on);
  return { house, link, asked, answers, later, watch, here };
}

it('asks for the next set when the one before is answered, and shows no one who is in none', async () => {
  const { asked, answers, watch, here } = watching();
  watch(2);
  await turn();
  watch(3);
  watch(2, 3);
  watch(3);
  await turn();
  expect(asked).toEqual([[2]]);
  answers[0]!({ users: [{ u: 2, on: 1 }] });
  await turn();
  expect([asked, here()]).toEqual([[[2], [3]], []]);
  answers[1]!({ users: [{ u: 3, on: 1 }] });
  await turn();
  expect(here()).toEqual([3]);
  watch();
  await turn();
  expect([asked.at(-1), here()]).toEqual([[], []]);
});

it('asks again what was refused, and now and then where no events follow', async () => {
  const { link, asked, answers, later, watch } = watching();
  watch(2);
  await turn();
  answers[0]!(undefined);
  await turn();
  expect(later.length).toBe(1);
  link.apart = true;
  later.pop()!();
  await turn();
  answers[1]!({ users: [] });
  await turn();
  expect([asked, later.length]).toEqual([[[2], [2]], 1]);
});

it('with the saver of data asks for nobody', async () => {
  const { house, asked, answers, watch, here } = watching();
  watch(2);
  await turn();
  answers[0]!({ users: [{ u: 2, on: 1 }] });
  await turn();
  house.saver = true;
  watch(2);
  await turn();
  answers[1]!({ users: [] });
  await turn();
  watch(2);
  await turn();
  expect([asked, here()]).toEqual([[[2], []], []]);
});
