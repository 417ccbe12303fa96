// What belongs in a folder, and how a chat's menu moves it.
import { describe, expect, it } from 'vitest';
import type { Chat, Folder } from '../../messenger/core/api';
import { inFolder, withChat } from '../../messenger/view/folders';

const chat = (id: number, more: Partial<Chat> = {}): Chat => ({ id, kind: 'group', archived: false, folder: 0, ...more }) as Chat;
const folder = (filters: Folder['filters'] = {}): Folder => ({ id: 7, title: 'News', filters });

describe('a folder', () => {
  it('holds what was put in, what is named and what is of its kinds', () => {
    expect(inFolder(folder(), chat(1, { folder: 7 }))).toBe(true);
    expect(inFolder(folder({ include: [1] }), chat(1))).toBe(true);
    expect(inFolder(folder({ kinds: ['group'] }), chat(1))).toBe(true);
    expect(inFolder(folder({ kinds: ['channel'] }), chat(1))).toBe(false);
  });

  it('leaves out what is excluded, whatever else is said of it', () => {
    expect(inFolder(folder({ kinds: ['group'], include: [1], exclude: [1] }), chat(1, { folder: 7 }))).toBe(false);
  });

  it('shows archived chats only by name', () => {
    expect(inFolder(folder({ kinds: ['group'] }), chat(1, { archived: true }))).toBe(false);
    expect(inFolder(folder({ include: [1] }), chat(1, { archived: true }))).toBe(true);
  });

  it.each([
    [{}, true], [{ kinds: ['group'] as const }, false], [{ kinds: ['group'] as const, exclude: [1] }, true], [{ include: [1] }, false],
  ])('obeys the menu: %j → %s', (filters, put) => {
    const changed = folder(withChat(folder(filters as Folder['filters']), chat(1), put));
    expect(inFolder(changed, chat(1))).toBe(put);
  });
});
