/** What the search of the first screen finds beyond the list of chats: people, public chats, messages. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { membersLine, nameOf, titleOf } from "../names";
import { openDialog } from "../openchat";
import { Rich } from "../rich";
import { hrefOf } from "../route";
import { rove } from "../rove";
import { t } from "../say";
import { ask, chats, chatOf, connection, type Glimpse, glimpseOf, me, messageFrom, type User, userFrom } from "../state";
import { tell } from "../Toast";
import { brief, full } from "../when";
import { untilHits } from "./pages";
import { snippet } from "./snippet";
import { usePeople } from "./People";

type Hits = Awaited<ReturnType<typeof ask<"search.all">>>;

/** What was found; `undefined` while it is on its way, null when it could not be had. */
interface Results { chats: Glimpse[]; users: User[]; said: Hits | null }

const PAUSE_MS = 220;

export function Found({ q: typed }: { q: string }) {
  const q = typed.trim();
  const found = useSignal<Results | null | undefined>(undefined);
  const turn = useRef(0);
  const friends = usePeople(q).slice(0, 5);
  const online = connection.value.state !== "offline";
  const said = (cursor?: string) => ask("search.all", { q: typed.trimStart().slice(0, 256), ...(cursor ? { cursor } : {}) });
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (q.length < 2) { found.value = undefined; return; }
    const timer = setTimeout(() => {
      Promise.all([ask("search.public", { q: q.slice(0, 128), limit: 20 }), untilHits(said)])
        .then(([open, page]) => { if (mine === turn.current) found.value = { chats: (open.chats ?? []).map(glimpseOf), users: (open.users ?? []).map(userFrom), said: page }; })
        .catch(() => { if (mine === turn.current) found.value = null; });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, online]);
  const more = async () => {
    const now = found.value;
    if (!now?.said?.next) return;
    const page = await tell(untilHits(said, now.said.next));
    if (page && found.value === now) found.value = { ...now, said: { ...page, hits: [...now.said.hits, ...page.hits], chats: [...now.said.chats, ...page.chats] } };
  };
  const keys = (ev: KeyboardEvent) => {
    const first = document.querySelector(".found .line");
    if (ev.key === "ArrowUp" && document.activeElement === first) {
      ev.preventDefault();
      ([...document.querySelectorAll<HTMLElement>(".chats .chat")].at(-1) ?? document.querySelector<HTMLElement>("[data-test=search]"))?.focus();
    } else rove(ev, ".line");
  };
  return <div class="found" onKeyDown={keys}>{q.length < 2 ? <People users={friends} /> : <Sections friends={friends} found={found.value} more={more} />}</div>;
}

function Sections({ friends, found, more }: { friends: User[]; found: Results | null | undefined; more: () => void }) {
  const known = new Set(chats.value.map((c) => c.id));
  const open = (found?.chats ?? []).filter((c) => !known.has(c.id));
  const users = [...friends, ...(found?.users ?? []).filter((u) => !friends.some((f) => f.id === u.id))];
  const said = found?.said;
  return (
    <>
      <People users={users} />
      {open.length ? <h3>{t("found_public")}</h3> : null}
      {open.map((c) => (
        <a class="line" key={c.id} href={c.username ? `#/${c.username}` : hrefOf(c.id)} data-test="found-chat">
          <Avatar id={c.id} name={c.title} size={44} />
          <span class="grow"><bdi class="cut">{c.title}</bdi><span class="sub cut">{c.username ? <><bdi>@{c.username}</bdi> · </> : ""}{membersLine(c)}</span></span>
        </a>
      ))}
      {said?.hits.length ? <h3>{t(said.near ? "found_near" : "found_messages")}</h3> : null}
      {said?.hits.map(({ m, hl }) => <Said key={`${m.c}/${m.s}`} hit={{ m, hl: hl ?? [] }} chats={said.chats} />)}
      {said?.next ? <button class="line go" data-test="found-more" onClick={more}>{t("more_results")}</button> : null}
      <p class="pad quiet center" role="status">
        {found === null ? t("search_offline") : found === undefined ? <span class="spin" aria-label={t("searching")} /> : null}
        {found && !users.length && !open.length && !said?.hits.length ? <span class="empty" data-test="nothing"><span class="art"><Icon name="search" size={40} /></span><strong>{t("nothing_found")}</strong></span> : null}
      </p>
    </>
  );
}

function People({ users }: { users: User[] }) {
  if (!users.length) return null;
  return (
    <>
      <h3>{t("found_people")}</h3>
      {users.map((u) => (
        <button class="line" key={u.id} data-test="found-user" onClick={() => void tell(openDialog(u.id))}>
          <Avatar id={u.id} name={u.name} photo={u.photo} size={44} />
          <span class="grow"><span class="cut"><bdi>{u.name}</bdi>{u.bot ? <span class="bot-mark" data-test="bot-mark">{t("bot")}</span> : null}</span>{u.username ? <span class="sub cut"><bdi>@{u.username}</bdi></span> : null}</span>
        </button>
      ))}
    </>
  );
}

/** A message that was found: whose chat, who said it, and the words around the first place that answers. */
function Said({ hit, chats: seen }: { hit: Hits["hits"][number]; chats: Hits["chats"] }) {
  const m = messageFrom(hit.m);
  const ch = chatOf(m.chat);
  const other = seen.find((c) => c.c === m.chat);
  const title = ch ? titleOf(ch) : other?.pe ? nameOf(other.pe) : (other?.ti ?? "…");
  const cut = snippet(hit.m, hit.hl ?? []);
  const who = !m.from || (ch?.kind === "dialog" && !m.mine) || ch?.kind === "saved" ? "" : m.from === me.value?.id ? t("you") : nameOf(m.from);
  return (
    <a class="line said" href={hrefOf(m.chat, m.seq)} data-test="found-message" data-seq={m.seq}>
      <Avatar id={ch?.peer ?? other?.pe ?? m.chat} name={title} icon={ch?.kind === "saved" ? "save" : undefined} size={44} />
      <span class="grow">
        <span class="l1"><span class="ti">{ch?.kind === "channel" ? <Icon name="horn" size={16} /> : ch?.kind === "group" ? <Icon name="people" size={16} /> : null}<bdi>{title}</bdi></span><time title={full(m.time)}>{brief(m.time)}</time></span>
        <span class="sub led">{who ? <span class="who"><bdi>{who}</bdi>: </span> : null}<span class="cut" dir="auto"><Rich x={cut.text} hits={cut.hits} /></span></span>
      </span>
    </a>
  );
}
