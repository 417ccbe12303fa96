// Drafts, written down on the page with every stroke: a worker may be gone before it has kept what it was told.
import type { Chat, Draft } from './api';

const KEY = 'draft:';
const LIFE_MS = 7 * 86_400_000;

export interface Shelf { readonly length: number; key(i: number): string | null; getItem(key: string): string | null; setItem(key: string, value: string): void; removeItem(key: string): void }

export class Drafts {
  private readonly left = new Map<number, Draft>();

  constructor(private readonly shelf: Shelf | undefined, now: number) {
    for (const key of this.keys()) {
      const draft = read(this.shelf!.getItem(key));
      if (draft?.at && now - draft.at < LIFE_MS) this.left.set(Number(key.slice(KEY.length)), draft);
      else this.shelf!.removeItem(key);
    }
  }

  /** At once; `kept` is called when the worker has it for good. */
  put(chat: number, draft: Draft): { kept: () => void } {
    const text = JSON.stringify(draft);
    this.left.delete(chat);
    try {
      this.shelf?.setItem(KEY + chat, text);
    } catch {
      // full: the worker has it soon
    }
    return { kept: () => { if (this.shelf?.getItem(KEY + chat) === text) this.shelf.removeItem(KEY + chat); } };
  }

  /** The chat with the draft that was left behind, where that is the newer one; `told` gets it for the worker. */
  lay(chat: Chat, told: (draft: Draft) => void): Chat {
    const left = this.left.get(chat.id);
    if (!left) return chat;
    this.left.delete(chat.id);
    if ((chat.draft?.at ?? 0) >= (left.at ?? 0)) {
      this.shelf?.removeItem(KEY + chat.id);
      return chat;
    }
    told(left);
    return { ...chat, draft: left.text || left.reply ? left : undefined };
  }

  /** Another account may come. */
  forget(): void {
    this.left.clear();
    for (const key of this.keys()) this.shelf!.removeItem(key);
  }

  private keys(): string[] {
    return this.shelf ? Array.from({ length: this.shelf.length }, (_, i) => this.shelf!.key(i) ?? '').filter((key) => key.startsWith(KEY)) : [];
  }
}

function read(text: string | null): Draft | undefined {
  try {
    return JSON.parse(text ?? '') as Draft;
  } catch {
    return undefined;
  }
}
