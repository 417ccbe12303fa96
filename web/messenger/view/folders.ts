/** Which chats belong to a folder: those put into it, those named, those of its kinds; less those left out. Pure. */
import type { Chat, Folder } from "./state";

/** An archived chat is in a folder only when it was put there by name. */
export function inFolder(f: Folder, c: Chat): boolean {
  const { kinds = [], include = [], exclude = [] } = f.filters ?? {};
  if (exclude.includes(c.id)) return false;
  return include.includes(c.id) || (!c.archived && (c.folder === f.id || kinds.includes(c.kind)));
}

/** The folder with this chat put in or taken out by name, whatever its kinds say. */
export function withChat(f: Folder, c: Chat, put: boolean): NonNullable<Folder["filters"]> {
  const { kinds = [], include = [], exclude = [] } = f.filters ?? {};
  const rest = include.filter((id) => id !== c.id);
  const out = exclude.filter((id) => id !== c.id);
  return { kinds, include: put ? [...rest, c.id] : rest, exclude: !put && kinds.includes(c.kind) ? [...out, c.id] : out };
}
