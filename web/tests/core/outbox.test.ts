import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outbox, type Task } from '../../messenger/core/outbox';
import { emptyState } from '../../messenger/core/state';
import { taskView } from '../../messenger/core/views';
import { DAY, drawRid, makeRid, ridTime } from '../../messenger/core/rid';

const NOW = 1_763_000_000_000;
const send = (rid: string, c: number) => ({ rid, c, m: 'msg.send' as const, p: { x: rid }, at: NOW });

describe('the outbox', () => {
  it('says why anew where a message waited for a person and was refused', () => {
    const box = new Outbox();
    const task = box.add(send(makeRid(NOW, 1), 1)) as Task;
    box.take(NOW);
    box.missed(task.rid, { c: 'MODERATED', reason: 'post.held' }, NOW, 0.5);
    expect(taskView(emptyState(1), task).failure?.['reason']).toBe('post.held');
    box.fail(task.rid, { c: 'MODERATED', why: 'post.unheld' });
    expect(taskView(emptyState(1), task).failure?.['why']).toBe('post.unheld');
  });

  it('lets each chat’s sends arrive once each and in order, whatever fails on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 20 }), fc.infiniteStream(fc.nat(9)), (chats, dice) => {
        let box = new Outbox();
        chats.forEach((c, i) => box.add(send(makeRid(NOW, i), c)));
        const arrived: Task[] = [];
        let now = NOW;
        for (let round = 0; round < 2000 && box.pending; round++) {
          now += 40_000;
          const leaving = box.take(now);
          expect(new Set(leaving.map((task) => task.c)).size).toBe(leaving.length);
          for (const task of leaving) {
            const die = dice.next().value as number;
            const there = arrived.some((each) => each.rid === task.rid);
            if (die < 3) box.missed(task.rid, { c: 'RETRY' }, now, 0.5);
            else if (die === 3) {
              if (!there) arrived.push(task);
              box.missed(task.rid, { c: 'OFFLINE' }, now, 0.5);
            } else if (die === 4) {
              if (!there) arrived.push(task);
              box = new Outbox(structuredClone(box.tasks));
              break;
            } else {
              if (!there) arrived.push(task);
              box.done(task.rid);
            }
          }
        }
        for (const c of [1, 2, 3]) {
          const wanted = chats.flatMap((each, i) => (each === c ? [makeRid(NOW, i)] : []));
          expect(arrived.filter((task) => task.c === c).map((task) => task.rid)).toEqual(wanted);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets a plan wait for nobody, and nobody for a plan', () => {
    const box = new Outbox();
    const files = [{ key: 'k', kind: 'file' as const, name: 'a', mime: 'text/plain', size: 1, offset: 0 }];
    box.add({ ...send(makeRid(NOW, 1), 1), p: { x: 'later', at: NOW + DAY }, files });
    box.add(send(makeRid(NOW, 2), 1));
    expect(box.take(NOW).map((task) => task.rid)).toEqual([makeRid(NOW, 2)]);
    box.find(makeRid(NOW, 1))!.files![0]!.there = true;
    expect(box.take(NOW).map((task) => task.rid)).toEqual([makeRid(NOW, 1)]);
    expect(box.take(NOW)).toEqual([]);
    expect(box.flyingIn(1)?.rid).toBe(makeRid(NOW, 2));
  });

  it('says at once what came too late for its time, and not what was planned too far ahead', () => {
    const box = new Outbox();
    for (const [n, at] of [[1, NOW + 5000], [2, NOW + 500 * DAY]] as const) box.add({ ...send(makeRid(NOW, n), n), p: { x: 'later', at } });
    for (const task of box.take(NOW)) box.missed(task.rid, { c: 'BAD', field: 'at' }, NOW, 0.5);
    expect(box.tasks.map((task) => [task.p.at, task.failed?.c])).toEqual([[undefined, undefined], [NOW + 500 * DAY, 'BAD']]);
    expect(box.take(NOW).map((task) => task.c)).toEqual([1]);
  });

  it('goes on behind a message that was declined, and offers it again', () => {
    const box = new Outbox();
    box.add(send(makeRid(NOW, 1), 1));
    box.add(send(makeRid(NOW, 2), 1));
    const [first] = box.take(NOW);
    expect(box.missed(first!.rid, { c: 'FORBIDDEN', why: 'chat.not_a_member' }, NOW, 0)!.failed).toMatchObject({ c: 'FORBIDDEN' });
    expect(box.take(NOW).map((task) => task.n)).toEqual([2]);
    expect(box.pending).toBe(1);
    expect(box.retry(first!.rid, 'fresh')!.rid).toBe(first!.rid);
    expect(box.pending).toBe(2);
  });

  it('waits as long as the server says', () => {
    const box = new Outbox();
    box.add(send(makeRid(NOW, 1), 1));
    box.missed(box.take(NOW)[0]!.rid, { c: 'SLOWMODE', wait: 30 }, NOW, 0);
    expect(box.take(NOW + 29_999)).toEqual([]);
    expect(box.nextDue(NOW)).toBe(NOW + 30_000);
    expect(box.take(NOW + 30_000)).toHaveLength(1);
  });

  it('gives up after seven days, and a retry then draws a new rid', () => {
    const box = new Outbox();
    box.add(send(makeRid(NOW, 1), 1));
    const [task] = box.take(NOW + 8 * DAY);
    expect(box.missed(task!.rid, { c: 'RETRY' }, NOW + 8 * DAY, 0)!.failed).toEqual({ c: 'EXPIRED' });
    expect(box.retry(task!.rid, '77')!.p.rid).toBe('77');
  });

  it('keeps the same thing once', () => {
    const box = new Outbox();
    expect(box.add(send('5', 1))).toBeDefined();
    expect(box.add(send('5', 1))).toBeUndefined();
  });
});

describe('rids', () => {
  it('carry their time and fit 63 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000_000, max: 2 ** 41 - 1 }), fc.nat(2 ** 22 - 1), (now, random) => {
        const rid = makeRid(now, random);
        expect(ridTime(rid)).toBe(now);
        expect(BigInt(rid) < 2n ** 63n).toBe(true);
        expect(BigInt(rid) & ((1n << 22n) - 1n)).toBe(BigInt(random));
      }),
    );
  });

  it('differ', () => {
    expect(new Set(Array.from({ length: 500 }, () => drawRid(NOW))).size).toBeGreaterThan(495);
  });
});
