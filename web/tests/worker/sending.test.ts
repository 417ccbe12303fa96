// What goes out by itself: what is told later never overtakes what was told before.
import { expect, it } from 'vitest';
import type { WireChat } from '../../messenger/core/api';
import { learnChat } from '../../messenger/core/reduce';
import { emptyState } from '../../messenger/core/state';
import { Sending } from '../../messenger/worker/sending';

const CHAT = 5;

function drafting() {
  const state = emptyState(1);
  learnChat(state, { c: CHAT, k: 'group', s: 1, ev: 1 } as WireChat);
  const chat = state.chats.get(CHAT)!;
  const due: (() => unknown)[] = [];
  const told: (string | undefined)[] = [];
  const answers: ((took: boolean) => void)[] = [];
  const house = {
    state, settled: true, drawing: { flush: () => undefined },
    later: (_: string, __: number, work: () => unknown) => { due.push(work); },
    attempt: (_: string, p: { x?: string }) => new Promise((done) => { told.push(p.x); answers.push((took) => done(took ? {} : undefined)); }),
  };
  const sending = new Sending(house as unknown as ConstructorParameters<typeof Sending>[0]);
  const write = (x: string | undefined): void => {
    chat.w.dr = x === undefined ? null : { x };
    chat.draftHere = true;
    sending.sendDraft(CHAT);
  };
  const pass = async (): Promise<void> => {
    for (const work of due.splice(0)) void work();
    await new Promise((done) => setTimeout(done));
  };
  return { chat, told, answers, write, pass };
}

it('tells the next state of a draft when the one before has been taken, not beside it', async () => {
  const { chat, told, answers, write, pass } = drafting();
  write('half a');
  await pass();
  write(undefined); // sent as a message meanwhile
  await pass();
  expect(told).toEqual(['half a']);

  answers[0]!(true);
  await pass();
  await pass();
  expect(told).toEqual(['half a', undefined]);
  answers[1]!(true);
  await pass();
  expect(chat.draftHere).toBe(undefined);
  expect(chat.w.dr).toBe(null);
});

it('tells the next state of a draft also when the one before was refused', async () => {
  const { chat, told, answers, write, pass } = drafting();
  write('half a');
  await pass();
  write('half a word');
  await pass();

  answers[0]!(false);
  await pass();
  await pass();
  expect(told).toEqual(['half a', 'half a word']);
  answers[1]!(true);
  await pass();
  expect(chat.draftHere).toBe(undefined);
});
