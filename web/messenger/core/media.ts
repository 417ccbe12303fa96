// Files as the view draws them. Pure.
import type { FileKind, WireFile } from './wire';

/** A file of a message. `sending`: it is still on its way from this device. */
export interface Media {
  /** What `/f/ID/NAME` is made of; '' while the server has not named it. */
  id: string;
  kind: FileKind;
  state: 'ready' | 'processing' | 'failed' | 'sending';
  name: string;
  mime: string;
  /** Bytes of the file as it was sent; 0: unknown. */
  size: number;
  width: number;
  height: number;
  /** ms; 0: unknown or none. */
  duration: number;
  /** ThumbHash, base64. */
  thumb?: string;
  /** 64 loudnesses of 5 bits, base64. */
  wave?: string;
  variants: readonly [name: string, width: number, height: number, size: number][];
  /** Names its bytes on this device while it is sending. */
  key?: string;
}

const STATES = ['ready', 'processing', 'failed'] as const;

export function mediaView(w: WireFile): Media {
  return {
    id: w.id, kind: w.k, state: STATES[w.st ?? 0] ?? 'failed', name: w.n ?? '', mime: w.mi ?? '', size: w.sz ?? 0, width: w.w ?? 0, height: w.h ?? 0,
    duration: w.du ?? 0, thumb: w.th, wave: w.wf, variants: w.vs ?? [],
  };
}
