// The law of what comes late: however answers and events are delayed and pass one another, in the end the client knows what is so.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHAT, ME } from '../core/model';
import { BO, World } from './world';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Of whatever may happen, one thing; the dice say which and how. */
async function happen(world: World, what: number, n: number): Promise<void> {
  const x = `x${n}`;
  const s = 1 + (n % Math.max(1, world.log.rows.length));
  switch (what % 24) {
    case 0: case 1: return world.deed({ k: 'say', f: n % 4 ? BO : ME, x, me: n % 3 === 0 });
    case 2: return world.deed({ k: (['edit', 'delete', 'remove', 'restore', 'react', 'pin'] as const)[n % 6]!, pick: n, x });
    case 3: return world.deed({ k: (['edit', 'remove', 'restore', 'react'] as const)[n % 4]!, pick: n, x });
    case 4: return n % 2 ? world.deed({ k: 'title', x }) : world.join(n);
    case 5: return world.deed({ k: n % 2 ? 'read' : 'mute', pick: n });
    case 6: return world.turn();
    case 7: return world.readBy();
    case 8: return world.elsewhere(n);
    case 9: return world.run('call', ...([['settings.set', { x: n }], ['folder.set', { title: x }], ['contact.set', { u: BO, on: n % 2 }], ['block.set', { u: BO, on: n % 2 }]][n % 4]!));
    case 10: return world.run('call', ...([['settings.get', {}], ['folder.list', {}], ['user.get', { u: [BO] }], ['chat.get', { c: CHAT }]][n % 4]!));
    case 11: return world.run('chatset', CHAT, { mute: n });
    case 12: return world.run('draft', CHAT, { text: n % 3 ? x : '' });
    case 13: return world.run(n % 2 ? 'pin' : 'read', CHAT, s, n % 4 < 2);
    case 14: return world.run('presence', n % 2 ? [BO] : []);
    case 15: case 16: case 17: return world.make(n);
    case 18: case 19: return world.send(n);
    case 20: return world.say(1 + (n % 3));
    case 21: case 22: return world.arrive(1 + (n % 3), n % 2 > 0);
    case 23: await vi.advanceTimersByTimeAsync((n % 4) * 400);
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function known({ engine: { state } }: World) {
  const { ev, s, rd, ord, mu, un_, me_, ti, pin, la, dr } = state.chats.get(CHAT)!.w;
  const bo = state.people.get(BO);
  const messages = [...state.msgs.get(CHAT)!.values()].sort((a, b) => a.s - b.s).map((m) => ({ ...m, t: undefined, ev: undefined }));
  return plain({
    row: { ev, s, rd: rd ?? 0, ord: ord ?? 0, mu: mu ?? 0, un_: un_ ?? 0, me_: me_ ?? 0, ti, pin: pin ?? [], la: la?.s, x: la?.x },
    draft: dr?.x, bo: bo && { here: !!bo.on, contact: !!bo.co, blocked: !!bo.bl }, settings: state.settings, folders: state.folders, pts: state.pts, messages,
  });
}

function truth(world: World, watched: boolean) {
  const { ev, s, rd, mu, un_, me_, ti, pin, la, ord, dr } = world.chat();
  const messages = world.log.visible.map((m) => ({ ...m, ev: undefined }));
  return plain({
    row: { ev, s, rd, ord, mu, un_, me_, ti, pin, la: la?.s, x: la?.x },
    draft: dr?.x, bo: { here: watched && world.here, contact: world.contact, blocked: world.blocked }, settings: world.settings, folders: world.folders, pts: world.log.own.length, messages,
  });
}

describe('a client whose answers come late', () => {
  it('knows in the end what is so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(23), { maxLength: 8 }), fc.array(fc.tuple(fc.nat(23), fc.nat(60)), { minLength: 10, maxLength: 70 }), async (before, things) => {
        const world = new World();
        world.log.do({ k: 'say', f: BO, x: 'first' });
        for (const n of before) world.log.do({ k: 'say', f: n % 3 ? BO : ME, x: `b${n}` });
        await world.start();
        world.run('open', 1, CHAT);
        world.run('need', [BO]);
        for (const [what, n] of things) await happen(world, what, n);
        world.run('need', [BO]);
        await world.rest();
        expect(known(world)).toEqual(truth(world, world.tab.presence.length > 0));
        world.engine.stop();
      }),
      { numRuns: 150 },
    );
  });
});
