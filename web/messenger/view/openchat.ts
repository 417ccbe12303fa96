/** Ways to arrive in a chat: a person's dialog, Saved messages, a public name. */
import { go, hrefOf } from "./route";
import { ask, chats, core } from "./state";

export async function openDialog(user: number): Promise<void> {
  const known = chats.value.find((ch) => ch.peer === user);
  go(hrefOf(known?.id ?? (await core.createChat({ kind: "dialog", user }))));
}

export async function openSaved(): Promise<void> {
  const known = chats.value.find((ch) => ch.kind === "saved");
  go(hrefOf(known?.id ?? (await core.createChat({ kind: "saved" }))));
}

/** The chat or the dialog behind a public name. */
export async function openName(name: string): Promise<number> {
  const known = chats.value.find((ch) => ch.username?.toLowerCase() === name.toLowerCase());
  if (known) return known.id;
  try {
    const { ch } = await ask("chat.get", { name });
    return ch.c;
  } catch (err) {
    const { users } = await ask("user.get", { name }).catch(() => ({ users: [] }));
    if (!users[0]) throw err;
    return core.createChat({ kind: "dialog", user: users[0].u });
  }
}
