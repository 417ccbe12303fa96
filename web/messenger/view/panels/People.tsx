/** Choosing people: from contacts and known dialogs, filtered as one types. */
import { type Signal, useSignal } from "@preact/signals";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { t } from "../say";
import { ask, chats, me, people, type User, userFrom } from "../state";
import { useFetched } from "./fetched";
import { lastSeen } from "../when";

/** Contacts first, then those one talks with; never oneself, nor the deleted. */
export function usePeople(q: string): User[] {
  const contacts = useFetched(() => ask("contact.list", {}).then((r) => r.users.map(userFrom)));
  const found = new Map<number, User>();
  for (const u of contacts.value.value ?? []) found.set(u.id, people.value.get(u.id) ?? u);
  for (const ch of chats.value) {
    const u = ch.peer ? people.value.get(ch.peer) : undefined;
    if (u) found.set(u.id, u);
  }
  const needle = q.trim().toLocaleLowerCase().replace(/^@/, "");
  return [...found.values()]
    .filter((u) => u.id !== me.value?.id && !u.deleted && (!needle || u.name.toLocaleLowerCase().includes(needle) || u.username?.toLowerCase().includes(needle)))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function PersonLine({ user, onClick, end, sub }: { user: User; onClick?: () => void; end?: preact.ComponentChildren; sub?: string | undefined }) {
  const inner = (
    <>
      <Avatar id={user.id} name={user.name} size={42} live={!!user.online} />
      <span class="grow"><span class="cut" style="display:block"><bdi>{user.name}</bdi>{user.bot ? <span class="bot-mark" data-test="bot-mark">{t("bot")}</span> : null}</span><span class="sub cut"><bdi>{sub ?? (user.username ? `@${user.username}` : user.bot ? "" : user.online ? t("online") : lastSeen(user.lastSeen))}</bdi></span></span>
      {end}
    </>
  );
  return onClick ? <button class="line" data-test="person" data-user={user.id} onClick={onClick}>{inner}</button> : <div class="line">{inner}</div>;
}

export function PickPeople({ chosen }: { chosen: Signal<ReadonlyMap<number, User>> }) {
  const q = useSignal("");
  const list = usePeople(q.value);
  const toggle = (u: User) => {
    const next = new Map(chosen.value);
    if (!next.delete(u.id)) next.set(u.id, u);
    chosen.value = next;
  };
  return (
    <>
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search_people")} aria-label={t("search_people")} data-test="people-search" onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {chosen.value.size ? <div class="chips pad" style="padding-block:0 10px">{[...chosen.value.values()].map((u) => <button class="chip" key={u.id} onClick={() => toggle(u)}><bdi>{u.name}</bdi><Icon name="close" size={14} /></button>)}</div> : null}
      {list.map((u) => <PersonLine key={u.id} user={u} onClick={() => toggle(u)} end={<span class={chosen.value.has(u.id) ? "tag ok" : "tag"}><Icon name={chosen.value.has(u.id) ? "check" : "plus"} size={14} /></span>} />)}
      {list.length ? null : <p class="pad quiet center">{q.value ? t("nothing_found") : t("no_contacts")}</p>}
    </>
  );
}
