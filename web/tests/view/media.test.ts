import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Media } from '../../messenger/core/media';
import { boxOf, carriedHeight, mosaic } from '../../messenger/view/media/box';
import { pixelsOf } from '../../messenger/view/media/thumb';
import { BARS, loudness, packed } from '../../messenger/view/media/wave';

const media = (width: number, height: number, kind: Media['kind'] = 'photo'): Media => ({ id: 'x', kind, state: 'ready', name: '', mime: '', size: 1, width, height, duration: 0, variants: [] });
const side = fc.integer({ min: 1, max: 6000 });

describe('places held for media', () => {
  it('of an album fill it without a gap or an overlap, in order', () => {
    fc.assert(fc.property(fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 10 }), (sides) => {
      const { box, cells } = mosaic(sides.map(([w, h]) => media(w, h)));
      expect(cells.length).toBe(sides.length);
      expect(cells.reduce((sum, c) => sum + c.w * c.h, 0)).toBeCloseTo(1, 6);
      for (const c of cells) expect(c.x >= -1e-9 && c.y >= -1e-9 && c.x + c.w <= 1 + 1e-9 && c.y + c.h <= 1 + 1e-9).toBe(true);
      cells.forEach((c, i) => {
        for (const d of cells.slice(0, i)) expect(Math.min(c.x + c.w, d.x + d.w) - Math.max(c.x, d.x) < 1e-9 || Math.min(c.y + c.h, d.y + d.h) - Math.max(c.y, d.y) < 1e-9).toBe(true);
      });
      expect(box.w === 420 && box.h > 40 && box.h <= 420 * 1.36).toBe(true);
    }));
  });

  it('of one picture are neither slivers nor walls, also where its size is unknown', () => {
    fc.assert(fc.property(fc.oneof(side, fc.constant(0)), fc.oneof(side, fc.constant(0)), (w, h) => {
      const box = boxOf(media(w, h));
      expect(Math.min(box.w, box.h)).toBeGreaterThanOrEqual(120);
      expect(box.w <= 420 && box.h <= 460).toBe(true);
      expect(carriedHeight({ media: [media(w, h), media(1, 1, 'file')] })).toBeGreaterThan(58);
    }));
  });
});

describe('waveforms', () => {
  it('come back as they were packed, to a thirty-first', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }), (levels) => {
      const bars = loudness(packed(levels));
      expect(bars.length).toBe(BARS);
      expect(Math.abs(Math.max(...bars) - Math.max(0.08, ...levels.map((v) => Math.round(v * 31) / 31)))).toBeLessThan(1e-9);
    }));
  });

  it('that are none are a quiet line', () => {
    for (const bad of [undefined, '', '***']) expect(loudness(bad)).toEqual(loudness(undefined));
  });
});

describe('first guesses', () => {
  it('are drawn from any bytes without a fault, or not at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      const pixels = pixelsOf(btoa(String.fromCharCode(...bytes)));
      expect(pixels === undefined ? bytes.length < 6 : pixels.length === 32 * 32 * 4).toBe(true);
    }));
    expect(pixelsOf('not base64!')).toBeUndefined();
  });

  it('vary from place to place and average to the colour that the hash names first', () => {
    const hash = '1QcSHQRnh493V4dIh4eXh1h4kJUI';
    const head = [...atob(hash)].map((c) => c.charCodeAt(0)).slice(0, 3).reduce((all, byte, i) => all | (byte << (8 * i)), 0);
    const [l, p, q] = [(head & 63) / 63, ((head >> 6) & 63) / 31.5 - 1, ((head >> 12) & 63) / 31.5 - 1];
    const blue = l - (2 / 3) * p;
    const red = (3 * l - blue + q) / 2;
    const pixels = pixelsOf(hash)!;
    const mean = [0, 1, 2].map((c) => Array.from({ length: 1024 }, (_, i) => pixels[i * 4 + c]!).reduce((sum, v) => sum + v, 0) / 1024);
    [red, red - q, blue].forEach((v, c) => expect(Math.abs(mean[c]! - v * 255)).toBeLessThan(12));
    expect(new Set(Array.from({ length: 32 }, (_, y) => pixels.slice(y * 128, y * 128 + 3).join())).size).toBeGreaterThan(10);
  });
});
