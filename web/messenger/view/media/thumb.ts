/** A ThumbHash (some twenty bytes that travel inside the message) drawn as the picture's first guess. */
const SIDE = 32;

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

/** Coefficients of one channel; `nx` × `ny` of them, the constant left out. */
type Wave = { nx: number; ny: number; at: number[] };

function* steps(nx: number, ny: number): Generator<[number, number]> {
  for (let cy = 0; cy < ny; cy += 1) for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx += 1) yield [cx, cy];
}

function sum(wave: Wave, fx: number[], fy: number[]): number {
  let total = 0;
  let i = 0;
  for (const [cx, cy] of steps(wave.nx, wave.ny)) total += (wave.at[i++] ?? 0) * (fx[cx] as number) * (fy[cy] as number) * 2;
  return total;
}

/** SIDE × SIDE pixels, RGBA, stretched to a square (the box has the right shape). Undefined when it is no ThumbHash. */
export function pixelsOf(base64: string): Uint8ClampedArray<ArrayBuffer> | undefined {
  let hash: Uint8Array;
  try { hash = bytesOf(base64); } catch { return undefined; }
  if (hash.length < 6) return undefined;
  const b = (i: number) => hash[i] ?? 0;
  const head = b(0) | (b(1) << 8) | (b(2) << 16);
  const tail = b(3) | (b(4) << 8);
  const alpha = head >> 23;
  const wide = tail >> 15;
  const lx = Math.max(3, wide ? (alpha ? 5 : 7) : tail & 7);
  const ly = Math.max(3, wide ? tail & 7 : alpha ? 5 : 7);
  let nibble = (alpha ? 6 : 5) * 2;
  const channel = (nx: number, ny: number, scale: number): Wave => ({ nx, ny, at: [...steps(nx, ny)].map(() => { const v = (b(nibble >> 1) >> ((nibble & 1) << 2)) & 15; nibble += 1; return (v / 7.5 - 1) * scale; }) });
  const light = channel(lx, ly, ((head >> 18) & 31) / 31);
  const yellow = channel(3, 3, (((tail >> 3) & 63) / 63) * 1.25);
  const red = channel(3, 3, (((tail >> 9) & 63) / 63) * 1.25);
  const clear = alpha ? channel(5, 5, (b(5) >> 4) / 15) : undefined;
  const out = new Uint8ClampedArray(SIDE * SIDE * 4);
  const cosines = Array.from({ length: SIDE }, (_, x) => Array.from({ length: 7 }, (__, c) => Math.cos((Math.PI / SIDE) * (x + 0.5) * c)));
  for (let y = 0, i = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1, i += 4) {
      const [fx, fy] = [cosines[x] as number[], cosines[y] as number[]];
      const l = (head & 63) / 63 + sum(light, fx, fy);
      const p = ((head >> 6) & 63) / 31.5 - 1 + sum(yellow, fx, fy);
      const q = ((head >> 12) & 63) / 31.5 - 1 + sum(red, fx, fy);
      const blue = l - (2 / 3) * p;
      const r = (3 * l - blue + q) / 2;
      out[i] = r * 255;
      out[i + 1] = (r - q) * 255;
      out[i + 2] = blue * 255;
      out[i + 3] = clear ? ((b(5) & 15) / 15 + sum(clear, fx, fy)) * 255 : 255;
    }
  }
  return out;
}

export function drawThumb(canvas: HTMLCanvasElement, base64: string): void {
  const pixels = pixelsOf(base64);
  const pen = canvas.getContext("2d");
  if (!pixels || !pen) return;
  canvas.width = canvas.height = SIDE;
  pen.putImageData(new ImageData(pixels, SIDE, SIDE), 0, 0);
}
