// Frames to values: text or binary, one value or an array of them.
import type { WireEvent, WireReply } from './wire';

export type Frame = WireEvent | WireReply;
export type Unpack = (packed: Uint8Array) => Uint8Array;
export const DICTIONARY_ID = 1;

/** Raises when the frame is not what the protocol says. */
export function decodeFrame(data: string | ArrayBuffer, unpack?: Unpack): Frame[] {
  let text: string;
  if (typeof data === 'string') text = data;
  else {
    const bytes = new Uint8Array(data);
    if (bytes[0] !== DICTIONARY_ID || !unpack) throw new Error('unknown dictionary');
    text = new TextDecoder().decode(unpack(bytes.subarray(1)));
  }
  const value: unknown = JSON.parse(text);
  return (Array.isArray(value) ? value : [value]) as Frame[];
}

export function isReply(frame: Frame): frame is WireReply {
  return 'i' in frame && !('t' in frame);
}
