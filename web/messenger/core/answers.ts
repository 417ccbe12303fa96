// Whatever answers bring of chats, people and the account.
import { worth } from './flights';
import { learnChat } from './reduce';
import { learnMe, learnUsers, want, type State } from './state';
import { isJoined } from './views';
import type { Folder, WireChat, WireUser } from './wire';

/** Kept for good; a peek into a stranger's chat does not replace an own row. */
export function learnAnswer(state: State, m: string, result: unknown): void {
  if (!result || typeof result !== 'object') return;
  const { ch, chats, users, folders } = result as { ch?: WireChat; chats?: WireChat[]; users?: WireUser[]; folders?: Folder[] };
  for (const each of m === 'sync' ? [] : [...(ch?.c ? [ch] : []), ...(chats ?? [])]) {
    const own = state.chats.get(each.c);
    if (isJoined(each) || !own || !isJoined(own.w) || m === 'chat.get' || m === 'chat.open') learnChat(state, each, result);
  }
  if (users) learnUsers(state, users.filter((user) => user.u && (user.n !== undefined || user.del)), result); // presence names nobody
  if (m === 'me.get' || m === 'me.edit' || m === 'me.photo') learnMe(state, result as WireUser, result);
  if (folders && isWorth(state, result, 'folders')) state.folders = folders;
  if (m.startsWith('settings.') && isWorth(state, result, 'settings')) state.settings = result as Record<string, unknown>;
  if (folders || m.startsWith('settings.')) state.out.account = true;
}

function isWorth(state: State, answer: object, key: 'folders' | 'settings'): boolean {
  const found = worth(state, answer, key);
  if (found === 'unsure') want(state, { k: key });
  return found === 'newest';
}
