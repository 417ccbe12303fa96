import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outbox, isLoaded, type FileTask, type Task } from '../../messenger/core/outbox';
import { makeRid } from '../../messenger/core/rid';
import { MemoryBlobs } from '../../messenger/worker/blobs';
import { fitted, SIDE_MAX } from '../../messenger/worker/prepare';
import { nextChunk, Uploads, type UploadGround } from '../../messenger/worker/uploads';
import type { WireRefusal } from '../../messenger/core/wire';

const NOW = 1_763_000_000_000;

/** A server that keeps what it got, and a line on which each request may fail before or after it was heard. */
class FarEnd {
  files = new Map<string, { size: number; bytes: number[] }>();
  made = 0;
  constructor(private readonly die: () => number) {}

  ask = async (path: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const fate = this.die();
    if (fate === 0) throw new TypeError('no line');
    const answer = await this.answer(String(path), init ?? {});
    if (fate === 1) throw new TypeError('the answer was lost');
    if (fate === 2) return new Response('{"x":{"c":"RETRY"}}', { status: 503 });
    return answer;
  };

  private async answer(path: string, init: RequestInit): Promise<Response> {
    if (init.method === 'POST') {
      const id = `f${++this.made}`;
      this.files.set(id, { size: (JSON.parse(String(init.body)) as { size: number }).size, bytes: [] });
      return new Response(JSON.stringify({ id, offset: 0 }), { status: 201 });
    }
    const id = path.split('/')[2] ?? '';
    if (this.die() === 9) this.files.delete(id);
    const file = this.files.get(id);
    if (!file) return new Response(null, { status: 404 });
    const stands = () => ({ 'Upload-Offset': String(file.bytes.length) });
    if (init.method === 'HEAD') return new Response(null, { headers: stands() });
    const from = Number((init.headers as Record<string, string>)['Upload-Offset']);
    if (from !== file.bytes.length) return new Response(null, { status: 409, headers: stands() });
    file.bytes.push(...new Uint8Array(await (init.body as Blob).arrayBuffer()));
    return new Response(null, { status: 204, headers: stands() });
  }
}

const fileOf = (key: string, size: number): FileTask => ({ key, kind: 'file', name: `${key}.bin`, mime: 'application/octet-stream', size, offset: 0 });
const bytesOf = (key: string, size: number): number[] => Array.from({ length: size }, (_, i) => (i * 31 + key.length * 7) % 251);

async function carryAll(sizes: number[], die: () => number) {
  const far = new FarEnd(die);
  const blobs = new MemoryBlobs();
  const outbox = new Outbox();
  sizes.forEach((size, i) => outbox.add({ rid: makeRid(NOW, i), c: 1, m: 'msg.send', p: {}, at: NOW, files: [fileOf(`k${i}`, size)] }));
  for (const [i, size] of sizes.entries()) await blobs.put(`k${i}`, new Blob([new Uint8Array(bytesOf(`k${i}`, size))]));
  const failed: WireRefusal[] = [];
  let kept: Task[] = [];
  const ground: UploadGround = {
    tasks: () => outbox.tasks, token: () => Promise.resolve('t'), renew: () => Promise.resolve('t'), online: () => true, keep: () => { kept = structuredClone(outbox.tasks); },
    show: () => undefined, loaded: () => undefined, failed: (_, x) => failed.push(x), sent: () => undefined,
  };
  const uploads = new Uploads(ground, blobs, far.ask as typeof fetch);
  for (let round = 0; round < 3000 && !outbox.tasks.every(isLoaded); round++) {
    uploads.hurry();
    await new Promise((resolve) => setTimeout(resolve));
  }
  uploads.stop();
  return { far, outbox, failed, kept };
}

describe('uploads', () => {
  it('bring every byte once and in order, however the line behaves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat(40)), async (sizes, dice) => {
        const { far, outbox, failed } = await carryAll(sizes, () => dice.next().value as number);
        expect(failed).toEqual([]);
        for (const task of outbox.tasks) {
          const [file] = task.files!;
          expect(String(far.files.get(file!.id!)?.bytes) === String(bytesOf(file!.key, file!.size))).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('go on after a reload where the server stands, without sending the beginning again', async () => {
    const { far, kept } = await carryAll([90_000], () => 20);
    const [task] = kept;
    const id = task!.files![0]!.id!;
    far.files.get(id)!.bytes.length = 40_000;
    const again = structuredClone(task!);
    again.files![0]!.there = false;
    const blobs = new MemoryBlobs();
    await blobs.put('k0', new Blob([new Uint8Array(bytesOf('k0', 90_000))]));
    const asked: string[] = [];
    const ask = (path: RequestInfo | URL, init?: RequestInit) => {
      asked.push(`${init?.method} ${(init?.headers as Record<string, string>)['Upload-Offset'] ?? ''}`.trim());
      return far.ask(path, init);
    };
    await new Promise<void>((resolve) => {
      const ground: UploadGround = {
        tasks: () => [again], token: () => Promise.resolve('t'), renew: () => Promise.resolve('t'), online: () => true, keep: () => undefined,
        show: () => undefined, loaded: () => resolve(), failed: () => undefined, sent: () => undefined,
      };
      new Uploads(ground, blobs, ask as typeof fetch).run();
    });
    expect(asked).toEqual(['HEAD', 'PATCH 40000']);
    expect(far.files.get(id)!.bytes).toEqual(bytesOf('k0', 90_000));
  });

  it('that the server declines fail the message and let the next ones pass', async () => {
    const blobs = new MemoryBlobs();
    await blobs.put('k0', new Blob(['x']));
    const outbox = new Outbox();
    outbox.add({ rid: makeRid(NOW, 0), c: 1, m: 'msg.send', p: {}, at: NOW, files: [fileOf('k0', 1)] });
    outbox.add({ rid: makeRid(NOW, 1), c: 1, m: 'msg.send', p: {}, at: NOW });
    expect(outbox.take(NOW)).toEqual([]);
    await new Promise<void>((resolve) => {
      const ground: UploadGround = {
        tasks: () => outbox.tasks, token: () => Promise.resolve('t'), renew: () => Promise.resolve('t'), online: () => true, keep: () => undefined, show: () => undefined,
        loaded: () => undefined, sent: () => undefined,
        failed: (task, x) => {
          outbox.fail(task.rid, x);
          resolve();
        },
      };
      const no = () => Promise.resolve(new Response('{"x":{"c":"TOO_LARGE","why":"file.too_large"}}', { status: 413 }));
      new Uploads(ground, blobs, no as typeof fetch).run();
    });
    expect(outbox.tasks[0]!.failed?.why).toBe('file.too_large');
    expect(outbox.take(NOW).map((task) => task.rid)).toEqual([makeRid(NOW, 1)]);
  });
});

describe('a message with files', () => {
  it('waits for them, and the words written after it wait with it', () => {
    const outbox = new Outbox();
    const first = outbox.add({ rid: makeRid(NOW, 0), c: 1, m: 'msg.send', p: {}, at: NOW, files: [fileOf('a', 5), fileOf('b', 5)] })!;
    outbox.add({ rid: makeRid(NOW, 1), c: 1, m: 'msg.send', p: { x: 'after' }, at: NOW });
    outbox.add({ rid: makeRid(NOW, 2), c: 2, m: 'msg.send', p: { x: 'elsewhere' }, at: NOW });
    expect(outbox.take(NOW).map((task) => task.c)).toEqual([2]);
    first.files![0]!.there = true;
    expect(outbox.take(NOW)).toEqual([]);
    first.files![1]!.there = true;
    expect(outbox.take(NOW).map((task) => task.rid)).toEqual([first.rid]);
    expect(outbox.unloaded(first.rid)).toBe(true);
    expect(first.files!.map((file) => [file.id, file.offset, file.there])).toEqual([[undefined, 0, undefined], [undefined, 0, undefined]]);
  });
});

describe('sizes', () => {
  it('of pieces stay within bounds and follow the line', () => {
    expect(nextChunk(256 * 1024, 100)).toBe(512 * 1024);
    expect(nextChunk(256 * 1024, 20_000)).toBe(128 * 1024);
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 << 20 }), fc.nat(100_000), (size, ms) => nextChunk(size, ms) >= 32 * 1024 && nextChunk(size, ms) <= 4 << 20));
  });

  it('of pictures keep their shape and never grow', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 30_000 }), (w, h) => {
      const [fw, fh] = fitted(w, h);
      expect(Math.max(fw, fh)).toBeLessThanOrEqual(SIDE_MAX);
      expect(fw <= w && fh <= h).toBe(true);
      expect(Math.abs(fw * h - fh * w)).toBeLessThanOrEqual(Math.max(w, h));
    }));
  });
});
