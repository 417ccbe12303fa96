import { describe, expect, it } from 'vitest';
import type { Chat } from '../../messenger/core/api';
import { Drafts, type Shelf } from '../../messenger/core/drafts';

function shelf(): Shelf & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept, get length() { return kept.size; }, key: (i) => [...kept.keys()][i] ?? null, getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key),
  };
}
const chat = (at?: number, text = 'old'): Chat => ({ id: 7, ...(at ? { draft: { text, at } } : {}) }) as Chat;
const NOW = 1_000_000_000_000;

describe('drafts on the page', () => {
  it('come back after a reload that the worker did not live to see, and are told to it', () => {
    const there = shelf();
    new Drafts(there, NOW).put(7, { text: 'new', at: NOW });
    const told: unknown[] = [];
    const after = new Drafts(there, NOW + 1000).lay(chat(NOW - 5), (draft) => told.push(draft));
    expect(after.draft).toEqual({ text: 'new', at: NOW });
    expect(told).toEqual([{ text: 'new', at: NOW }]);
  });

  it('give way to a newer one from elsewhere, and to nothing once the worker has them', () => {
    const there = shelf();
    const drafts = new Drafts(there, NOW);
    drafts.put(7, { text: 'new', at: NOW });
    expect(new Drafts(there, NOW).lay(chat(NOW + 1, 'newer'), () => expect.fail('not told')).draft?.text).toBe('newer');
    expect(there.kept.size).toBe(0);
    const first = drafts.put(7, { text: 'a', at: NOW });
    const second = drafts.put(7, { text: 'ab', at: NOW + 1 });
    first.kept();
    expect(there.kept.size).toBe(1);
    second.kept();
    expect(there.kept.size).toBe(0);
  });

  it('that were emptied stay empty, old and foreign ones are forgotten', () => {
    const there = shelf();
    new Drafts(there, NOW).put(7, { text: '', at: NOW });
    expect(new Drafts(there, NOW).lay(chat(NOW - 5), () => undefined).draft).toBeUndefined();
    there.setItem('draft:9', 'no JSON');
    there.setItem('other', 'mine');
    new Drafts(there, NOW + 8 * 86_400_000);
    expect([...there.kept.keys()]).toEqual(['other']);
    const last = new Drafts(there, NOW);
    last.put(3, { text: 'secret', at: NOW });
    last.forget();
    expect([...there.kept.keys()]).toEqual(['other']);
  });
});
