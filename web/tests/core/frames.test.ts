import { expect, it } from 'vitest';
import { unpacker } from '../../messenger/core/inflate';
import vectors from '../../../tests/vectors/frames_d1.json';
import { decodeFrame, isReply } from '../../messenger/core/frames';

const unpack = unpacker(new TextEncoder().encode(vectors.dictionary));
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16));
const event = { t: 'n', c: 5, ev: 2, s: 1, f: 8, d: 17, x: 'привет' };

it('reads one value or many', () => {
  expect(decodeFrame(JSON.stringify(event))).toEqual([event]);
  expect(decodeFrame(JSON.stringify([event, { i: 3, r: {} }]))).toHaveLength(2);
});

it('reads what the server packs with its dictionary', () => {
  for (const { hex, value } of vectors.frames) expect(decodeFrame(bytes(hex).buffer, unpack)).toEqual(value);
});

it('declines what it cannot read', () => {
  expect(() => decodeFrame(new Uint8Array([2, 3]).buffer, unpack)).toThrow();
  expect(() => decodeFrame(new Uint8Array([1, 3]).buffer)).toThrow();
  expect(() => decodeFrame('{')).toThrow();
});

it('tells replies from events', () => {
  expect(isReply({ i: 1, r: {} })).toBe(true);
  expect(isReply({ t: 'dirty', c: 1, i: 4 })).toBe(false);
});
