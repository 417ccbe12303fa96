/** The third pane: what a group or channel is, who is in it, and how it is run. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Limit, type MemberRow, Refused } from "../../core/api";
import { Avatar } from "../Avatar";
import { BotMark } from "../bots/mark";
import { leave, muteMenu } from "../chatmenu";
import { Icon, type IconName } from "../icons";
import { type Item, placeOf, showMenu } from "../Menu";
import { canEditInfo, colourOf, hasRight, isAdmin, isMuted, may, May, mayReport, membersLine, nameOf, Right, titleOf } from "../names";
import { openMoving, openReport, openUser } from "../panels";
import { go, hrefOf } from "../route";
import { count, t } from "../say";
import { confirm, showSheet } from "../Sheet";
import { ask, type Chat, chatOf, core, me, userOf } from "../state";
import { talkChat } from "../talk";
import { sorry, tell, toast } from "../Toast";
import { full } from "../when";
import { Face } from "./Face";
import { useFetched } from "./fetched";
import { useGathered } from "./gathered";
import { AddPeople } from "./AddPeople";
import { Discussion, EditChat } from "./EditChat";
import { AdminLog, Requests } from "./Inbox";
import { Invites } from "./Links";
import { Ban, banLine, Permissions, Promote, Restrict } from "./Rights";
import { Stats } from "./Stats";
import { Wait } from "./Wait";

export function ChatInfo({ id }: { id: number }) {
  const ch = chatOf(id) ?? talkChat();
  useEffect(() => { void ask("chat.get", { c: id }).catch(() => undefined); }, [id]); // how many there are now
  const shared = useSignal(false);
  useEffect(() => { shared.value = false; }, [id]);
  if (!ch) return null;
  if (shared.value) return <Shared ch={ch} back={() => { shared.value = false; }} />;
  const close = () => go(hrefOf(id), true);
  return (
    <aside class="info" aria-label={t("about_chat")} data-test="chat-info">
      <header class="pane-head"><button class="tool" aria-label={t("close")} data-test="info-close" onClick={close}><Icon name="close" /></button><h2>{ch.kind === "channel" ? t("channel") : t("group")}</h2>
        {canEditInfo(ch) ? <button class="tool" aria-label={t("edit")} data-test="edit-chat" onClick={() => showSheet((end) => <EditChat close={end} ch={ch} />)}><Icon name="pen" size={20} /></button> : null}
      </header>
      <div class="scroll">
        <div class="hero"><Face id={colourOf(ch)} name={titleOf(ch)} photo={ch.photo} /><h2><bdi>{titleOf(ch)}</bdi></h2><p class="quiet">{membersLine(ch)}</p></div>
        {ch.limits ? <Limited ch={ch} /> : null}
        {ch.joined ? <Acts ch={ch} /> : null}
        <Facts ch={ch} />
        <div class="group"><button class="line" data-test="open-shared" onClick={() => { shared.value = true; }}><Icon name="picture" /><span class="grow">{t("shared")}</span><span class="flip"><Icon name="next" size={18} /></span></button></div>
        {ch.linked && !isAdmin(ch) && chatOf(ch.linked) ? <div class="group"><button class="line" data-test="to-linked" onClick={() => go(hrefOf(ch.linked ?? 0))}><Icon name="chat" /><span class="grow">{t("discussion")}<span class="sub cut"><bdi>{chatOf(ch.linked)?.title}</bdi></span></span></button></div> : null}
        {isAdmin(ch) ? <Running ch={ch} /> : null}
        {ch.kind === "group" || isAdmin(ch) ? <Members ch={ch} /> : null}
        <div class="group">
          {mayReport(ch) ? <button class="line danger" data-test="report-chat" onClick={() => openReport({ chat: ch.id })}><Icon name="flag" />{t("report")}</button> : null}
          {ch.joined ? <button class="line danger" data-test="leave-chat" onClick={() => void leave(ch)}><Icon name="out" />{ch.role === "owner" ? t("delete_chat") : t("leave")}</button> : null}
        </div>
      </div>
    </aside>
  );
}

/** What the platform took from the chat: everybody who looks is told. */
function Limited({ ch }: { ch: Chat }) {
  const told = (Object.keys(Limit) as (keyof typeof Limit)[]).filter((key) => ch.limits & Limit[key]);
  return <div class="pad"><div class="note col" role="note" data-test="chat-limited"><b>{t("limited_title")}</b><ul class="dots">{told.map((key) => <li key={key}>{t(`limited_${key}`)}</li>)}</ul></div></div>;
}

function Shared({ ch, back }: { ch: Chat; back: () => void }) {
  const part = useSignal<typeof import("./MediaTabs") | null>(null);
  useEffect(() => { import("./MediaTabs").then((found) => { part.value = found; }).catch(() => toast(t("load_failed"))); }, []);
  return (
    <aside class="info" aria-label={t("shared")} data-test="chat-info">
      <header class="pane-head"><button class="tool flip" aria-label={t("back")} data-test="shared-back" onClick={back}><Icon name="back" /></button><h2>{t("shared")}</h2></header>
      <div class="scroll">{part.value ? <part.value.MediaTabs ch={ch} /> : null}</div>
    </aside>
  );
}

function Acts({ ch }: { ch: Chat }) {
  const mute = (ev: Event) => (isMuted(ch) ? void tell(core.chatset(ch.id, { mute: 0 })) : muteMenu(placeOf(ev), ch));
  const add = hasRight(ch, Right.invite) || (ch.kind === "group" && may(ch, May.addPeople));
  const invite = hasRight(ch, Right.invite);
  return (
    <div class="acts">
      <button onClick={mute}><Icon name={isMuted(ch) ? "sound" : "mute"} />{isMuted(ch) ? t("unmute") : t("mute")}</button>
      {add ? <button data-test="add-people" onClick={() => showSheet((end) => <AddPeople close={end} ch={ch} />)}><Icon name="addperson" />{t("add_people")}</button> : null}
      {invite ? <button data-test="invites" onClick={() => showSheet((end) => <Invites close={end} ch={ch} />)}><Icon name="link" />{t("links")}</button> : null}
    </div>
  );
}

function Facts({ ch }: { ch: Chat }) {
  const url = `${location.host}/${ch.username ?? ""}`;
  const copy = () => void navigator.clipboard?.writeText(`${location.origin}/${ch.username}`).then(() => toast(t("copied"), undefined, 2000));
  if (!ch.about && !ch.username) return null;
  return (
    <dl class="facts group">
      {ch.about ? <div><dt>{t("chat_about")}</dt><dd dir="auto">{ch.about}</dd></div> : null}
      {ch.username ? <div><dt>{t("public_link")}</dt><dd><button style="color:var(--accent)" onClick={copy}><bdi dir="ltr">{url}</bdi></button></dd></div> : null}
    </dl>
  );
}

/** Outside of what draws it: a component made anew with each drawing would be another button, and a press on it lost. */
function Line({ icon, text, test, n, draw }: { icon: IconName; text: string; test: string; n?: number | undefined; draw: (end: () => void) => preact.ComponentChildren }) {
  return <button class="line" data-test={test} onClick={() => showSheet(draw)}><Icon name={icon} /><span class="grow">{text}</span>{n ? <span class="count">{count(n)}</span> : null}</button>;
}

function Running({ ch }: { ch: Chat }) {
  const asked = useFetched(() => (hasRight(ch, Right.invite) ? ask("joinreq.list", { c: ch.id }).then((r) => r.requests.length) : Promise.resolve(0)), [ch.id, ch.members]);
  const info = hasRight(ch, Right.changeInfo);
  const guards = hasRight(ch, Right.ban) || hasRight(ch, Right.deleteOthers);
  const held = useFetched(() => (guards ? ask("guard.get", { c: ch.id }).then((r) => r.held) : Promise.resolve(0)), [ch.id, ch.members]);
  const openGuard = () => void import("./Guard").then((p) => showSheet((end) => <p.Guard close={() => { end(); held.again(); }} ch={ch} />)).catch(() => toast(t("load_failed")));
  return (
    <div class="group">
      <h3>{t("running")}</h3>
      {hasRight(ch, Right.ban) ? <Line icon="lock" text={t("permissions")} test="permissions" draw={(end) => <Permissions close={end} ch={ch} />} /> : null}
      {guards ? <button class="line" data-test="guard" onClick={openGuard}><Icon name="block" /><span class="grow">{t("guard")}</span>{held.value.value ? <span class="count">{count(held.value.value)}</span> : null}</button> : null}
      {info ? <Line icon="chat" text={t("discussion")} test="discussion" draw={(end) => <Discussion close={end} ch={ch} />} /> : null}
      {hasRight(ch, Right.invite) ? <Line icon="addperson" text={t("requests")} test="requests" n={asked.value.value} draw={(end) => <Requests close={() => { end(); asked.again(); }} ch={ch} />} /> : null}
      {hasRight(ch, Right.seeLog) ? <Line icon="poll" text={t("stats")} test="stats" draw={(end) => <Stats close={end} ch={ch} />} /> : null}
      {hasRight(ch, Right.seeLog) ? <Line icon="book" text={t("admin_log")} test="admin-log" draw={(end) => <AdminLog close={end} ch={ch} />} /> : null}
      <button class="line" data-test="export-history" onClick={() => openMoving(ch.id, ch.title)}><Icon name="download" /><span class="grow">{t("export_history")}</span></button>
    </div>
  );
}

type Filter = "all" | "admins" | "restricted" | "banned";

function Members({ ch }: { ch: Chat }) {
  const q = useSignal("");
  const filter = useSignal<Filter>("all");
  const ask50 = (after?: unknown) => ask("member.list", { c: ch.id, ...(filter.value !== "all" ? { filter: filter.value } : {}), ...(q.value ? { q: q.value } : {}), ...(after ? { after } : {}), limit: 50 });
  const first = useFetched(() => ask50(), [ch.id, ch.members, filter.value, q.value]);
  const { pages, more } = useGathered(first.value.value, (last) => ask50(last.next));
  const filters: Filter[] = isAdmin(ch) ? ["all", "admins", "restricted", "banned"] : ["all", "admins"];
  return (
    <section class="group" aria-label={t("members_title")}>
      <h3>{t("members_title")} · {count(ch.members)}</h3>
      <div class="pad" style="padding-block-end:6px"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search_people")} aria-label={t("search_people")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      <div class="pad chips" style="padding-block:4px 8px">{filters.map((f) => <button class="chip" key={f} aria-pressed={filter.value === f} data-test={`filter-${f}`} onClick={() => { filter.value = f; }}>{t(`filter_${f}`)}</button>)}</div>
      <Wait for={first}>{() => {
        const all = pages.flatMap((page) => page.members);
        return all.length ? all.map((m) => <Member key={m.u} ch={ch} m={m} again={first.again} />) : <p class="pad quiet center">{t("nobody_here")}</p>;
      }}</Wait>
      {pages.at(-1)?.next ? <button class="line go" onClick={more}>{t("more")}</button> : null}
    </section>
  );
}

function Member({ ch, m, again }: { ch: Chat; m: MemberRow; again: () => void }) {
  const user = userOf(m.u);
  const name = nameOf(m.u);
  const badge = m.ro === "owner" ? t("owner") : m.ro === "admin" ? (m.ti || t("admin")) : m.ro === "banned" ? t("banned") : m.de ? t("restricted") : "";
  const menuable = memberItems(ch, m, again).length > 0;
  return (
    <div class="line" data-test="member" style={menuable ? "padding-inline-end:4px" : undefined}>
      <button class="row grow" onClick={() => openUser(m.u)}><Avatar id={m.u} name={name} size={42} live={!!user?.online} /><span class="grow"><span class="cut" style="display:block"><bdi>{name}</bdi><BotMark user={m.u} /></span>{m.ro === "banned" ? <span class="sub wrap" dir="auto">{banLine(m)}</span> : m.de ? <span class="sub cut">{m.deu ? t("until", { date: full(m.deu) }) : t("for_good")}</span> : user?.username ? <span class="sub cut"><bdi>@{user.username}</bdi></span> : null}</span></button>
      {badge ? <span class={m.ro === "banned" || (m.de && m.ro === "member") ? "tag no" : "tag ok"}>{badge}</span> : null}
      {menuable ? <button class="tool" aria-label={`${t("more")}: ${name}`} aria-haspopup="menu" data-test="member-menu" onClick={(ev) => showMenu(placeOf(ev), memberItems(ch, m, again), name)}><Icon name="more" size={20} /></button> : null}
    </div>
  );
}

/** Who has a password is asked for it before a chat changes hands. */
async function handOver(c: number, u: number): Promise<void> {
  let params: { c: number; u: number; password?: string } = { c, u };
  for (;;) {
    try {
      return void (await ask("owner.transfer", params));
    } catch (err) {
      const wrong = err instanceof Refused && err.why === "auth.password_wrong";
      if (wrong) toast(sorry(err));
      if (!wrong && !(err instanceof Refused && err.code === "NEED_PASSWORD")) return toast(sorry(err));
      const hint = (err as Refused).facts["hint"];
      const said = await confirm({ title: t("hand"), text: t("hand_password"), yes: t("hand"), danger: true, secret: { label: t("password"), hint: hint ? `${t("password_hint")}: ${String(hint)}` : undefined } });
      if (!said?.secret) return;
      params = { c, u, password: said.secret };
    }
  }
}

function memberItems(ch: Chat, m: MemberRow, again: () => void): Item[] {
  const items: Item[] = [];
  if (m.u === me.value?.id || m.ro === "owner") return items;
  const name = nameOf(m.u);
  const act = (work: Promise<unknown>) => void tell(work).then(again);
  const hand = async () => {
    if (await confirm({ title: t("hand_q", { name }), text: t("hand_text"), yes: t("hand"), danger: true })) await handOver(ch.id, m.u).then(again);
  };
  if (m.ro === "banned") return hasRight(ch, Right.ban) ? [{ icon: "check", text: t("unban"), run: () => act(ask("member.unban", { c: ch.id, u: m.u })), test: "unban" }] : items;
  const above = ch.role === "owner" || m.ro === "member" || m.by === me.value?.id;
  if (hasRight(ch, Right.addAdmins) && above) items.push({ icon: "star", text: m.ro === "admin" ? t("edit_admin") : t("promote"), run: () => showSheet((end) => <Promote close={end} ch={ch} m={m} done={again} />), test: "promote" });
  if (hasRight(ch, Right.ban) && m.ro === "member") {
    if (ch.kind === "group") items.push({ icon: "lock", text: t("restrict"), run: () => showSheet((end) => <Restrict close={end} ch={ch} m={m} done={again} />), test: "restrict" });
    items.push({ icon: "out", text: t("remove_member"), run: () => act(ask("member.remove", { c: ch.id, u: m.u })), test: "remove-member" });
    items.push({ icon: "block", text: t("ban"), run: () => showSheet((end) => <Ban close={end} ch={ch} m={m} done={again} />), danger: true, test: "ban" });
  }
  if (ch.role === "owner" && m.ro === "admin") items.push({ icon: "key", text: t("hand"), run: () => void hand(), line: true, test: "hand" });
  return items;
}
