import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeFrame, isReply } from '../../messenger/core/frames';

const dictionary = new TextEncoder().encode('{"t":"n","c":,"s":,"ev":,"f":,"d":17,"x":"привет');
const event = { t: 'n', c: 5, ev: 2, s: 1, f: 8, d: 17, x: 'привет' };

it('reads one value or many, text or packed', () => {
  expect(decodeFrame(JSON.stringify(event))).toEqual([event]);
  expect(decodeFrame(JSON.stringify([event, { i: 3, r: {} }]))).toHaveLength(2);
  const packed = deflateRawSync(JSON.stringify([event]), { dictionary });
  const frame = new Uint8Array([1, ...packed]);
  expect(packed.length).toBeLessThan(JSON.stringify([event]).length * 0.8);
  expect(decodeFrame(frame.buffer, dictionary)).toEqual([event]);
});

it('declines what it cannot read', () => {
  expect(() => decodeFrame(new Uint8Array([2, 3]).buffer, dictionary)).toThrow();
  expect(() => decodeFrame(new Uint8Array([1, 3]).buffer)).toThrow();
  expect(() => decodeFrame('{')).toThrow();
});

it('tells replies from events', () => {
  expect(isReply({ i: 1, r: {} })).toBe(true);
  expect(isReply({ t: 'dirty', c: 1, i: 4 })).toBe(false);
});
