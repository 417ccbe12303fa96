import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addRange, covers, holes, nearest, runAt, type Ranges } from '../../messenger/core/ranges';

const run = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(15)).map(([from, n]) => [from, from + n] as const);

it('runs are the union of what was added: ascending, apart, whole', () => {
  fc.assert(
    fc.property(fc.array(run), (added) => {
      const ranges = added.reduce<Ranges>((all, [from, to]) => addRange(all, from, to), []);
      const set = new Set(added.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));
      for (let s = 0; s <= 80; s++) {
        expect(!!runAt(ranges, s)).toBe(set.has(s));
        expect(covers(ranges, s, s)).toBe(set.has(s));
      }
      for (let i = 1; i < ranges.length; i++) expect(ranges[i]![0]).toBeGreaterThan(ranges[i - 1]![1] + 1);
    }),
  );
});

it('holes and runs together make the whole', () => {
  fc.assert(
    fc.property(fc.array(run), run, (added, [from, to]) => {
      const ranges = added.reduce<Ranges>((all, [a, b]) => addRange(all, a, b), []);
      const filled = holes(ranges, from, to).reduce<Ranges>((all, [a, b]) => addRange(all, a, b), ranges);
      expect(covers(filled, from, to)).toBe(true);
      for (const [a, b] of holes(ranges, from, to)) for (let s = a; s <= b; s++) expect(runAt(ranges, s)).toBeUndefined();
    }),
  );
});

it('the nearest known seq is known, and none is nearer', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1 }), fc.integer({ min: 1, max: 90 }), (added, at) => {
      const ranges = added.reduce<Ranges>((all, [a, b]) => addRange(all, a, b), []);
      const found = nearest(ranges, at);
      expect(runAt(ranges, found)).toBeDefined();
      for (let s = 1; s <= 90; s++) if (runAt(ranges, s)) expect(Math.abs(s - at)).toBeGreaterThanOrEqual(Math.abs(found - at));
    }),
  );
  expect(nearest([], 7)).toBe(7);
});
