/** Who waits at the door, and what administrators have done: told in sentences, filtered by act and by person. */
import { useSignal } from "@preact/signals";
import type { LogEntry } from "../../core/api";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { May, nameOf, Right } from "../names";
import { hrefOf, go } from "../route";
import { maybe, t, tn } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Chat, userOf } from "../state";
import { tell } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { useGathered } from "./gathered";
import { PersonLine } from "./People";
import { Wait } from "./Wait";

type Props = { close: () => void; ch: Chat };

export function Requests({ close, ch }: Props) {
  const list = useFetched(() => ask("joinreq.list", { c: ch.id }).then((r) => r.requests));
  const decide = (us: number[], ok: boolean) => void tell(Promise.all(us.map((u) => ask("joinreq.decide", { c: ch.id, u, ok })))).then(list.again);
  const many = list.value.value ?? [];
  return (
    <Sheet title={t("requests")} onClose={close} tall test="requests-sheet" foot={many.length > 1 ? <button class="btn soft" data-test="accept-all" onClick={() => decide(many.slice(0, 50).map((r) => r.u), true)}>{tn("accept_n", Math.min(many.length, 50))}</button> : undefined}>
      <Wait for={list}>{(rows) => rows.length ? rows.map((r) => {
        const user = userOf(r.u);
        if (!user) return null;
        return (
          <div key={r.u} data-test="request">
            <PersonLine user={user} sub={r.note || (r.d ? full(r.d) : undefined)} end={<span class="row" style="gap:6px"><button class="btn soft" data-test="accept" onClick={() => decide([r.u], true)}>{t("accept")}</button><button class="tool" aria-label={`${t("decline")}: ${user.name}`} data-test="decline" onClick={() => decide([r.u], false)}><Icon name="close" /></button></span>} />
          </div>
        );
      }) : <div class="empty"><span class="art"><Icon name="addperson" size={36} /></span><p>{t("no_requests")}</p></div>}</Wait>
    </Sheet>
  );
}

const GROUPS = {
  members: ["member.remove", "member.ban", "member.unban", "member.restrict", "joinreq.accept", "joinreq.decline"],
  admins: ["member.promote", "owner.transfer"],
  messages: ["message.edit", "message.delete", "message.pin", "message.unpin"],
  links: ["invite.create", "invite.revoke"],
  guard: ["word.add", "word.remove", "word.hold", "word.delete", "held.pass", "held.drop", "raid.set", "raid.on", "raid.off"],
  settings: ["chat.edit", "chat.link", "chat.unlink", "chat.delete"],
} as const;
const PAGE = 50;

export function AdminLog({ close, ch }: Props) {
  const kind = useSignal<keyof typeof GROUPS | "all">("all");
  const who = useSignal(0);
  const get = (before: number) => ask("log.list", { c: ch.id, limit: PAGE, ...(before ? { before } : {}), ...(who.value ? { u: who.value } : {}), ...(kind.value === "all" ? {} : { k: [...GROUPS[kind.value]] }) }).then((r) => r.entries);
  const first = useFetched(() => get(0), [kind.value, who.value]);
  const { pages, more } = useGathered(first.value.value, (last) => get(last.at(-1)?.id ?? 0));
  const rows = pages.flat();
  const admins = useFetched(() => ask("member.list", { c: ch.id, filter: "admins" }).then((r) => r.members));
  return (
    <Sheet title={t("admin_log")} onClose={close} tall test="log-sheet">
      <div class="pad col" style="gap:8px">
        <div class="chips" role="radiogroup" aria-label={t("log_what")}>{(["all", ...Object.keys(GROUPS)] as (keyof typeof GROUPS | "all")[]).map((k) => <button class="chip" key={k} role="radio" aria-checked={kind.value === k} data-test={`log-${k}`} onClick={() => { kind.value = k; }}>{t(`log_kind_${k}`)}</button>)}</div>
        {(admins.value.value?.length ?? 0) > 1 ? (
          <select class="in" aria-label={t("log_who")} data-test="log-who" onChange={(ev) => { who.value = Number(ev.currentTarget.value); }}>
            <option value={0}>{t("log_everyone")}</option>
            {admins.value.value?.map((m) => <option key={m.u} value={m.u}>{nameOf(m.u)}</option>)}
          </select>
        ) : null}
      </div>
      <Wait for={first}>{() => rows.length ? <ul>{rows.map((e) => <Entry key={e.id} e={e} ch={ch} close={close} />)}</ul> : <div class="empty"><p>{t("log_empty")}</p></div>}</Wait>
      {pages.at(-1)?.length === PAGE ? <button class="line go" data-test="log-more" onClick={more}>{t("more")}</button> : null}
    </Sheet>
  );
}

function Entry({ e, ch, close }: { e: LogEntry; ch: Chat; close: () => void }) {
  const s = Number(e.data["s"] ?? 0);
  const details = detailsOf(e, ch);
  const name = e.u ? nameOf(e.u) : "Tambour";
  return (
    <li class="line" data-test="log-entry">
      <Avatar id={e.u} name={name} size={36} />
      <span class="grow"><span class="wrap" style="display:block" dir="auto">{sentence(e)}</span>{details ? <span class="sub wrap" dir="auto">{details}</span> : null}<span class="sub">{full(e.d)}</span></span>
      {s ? <button class="tool flip" aria-label={t("to_message")} onClick={() => { close(); go(hrefOf(ch.id, s)); }}><Icon name="next" size={20} /></button> : null}
    </li>
  );
}

/** Who did what to whom, in a whole sentence. */
function sentence(e: LogEntry): string {
  const key = e.k === "member.promote" && !e.data["rights"] ? "member_demote" : e.k === "member.restrict" && !e.data["deny"] ? "member_free" : e.k.replaceAll(".", "_");
  const words = maybe(`log_${key}`) ?? t("log_other");
  const facts: Record<string, string> = { who: e.u ? nameOf(e.u) : "Tambour", whom: e.target ? nameOf(e.target) : "", title: String(e.data["title"] ?? "") };
  return words.replace(/\{(\w+)\}/g, (_, k: string) => `\u2068${facts[k] ?? ""}\u2069`);
}

const CHANGED: Record<string, string> = { ti: "title", ab: "chat_about", un: "public_name", slow: "slow_mode", pm: "members_may", fl: "log_flags", pu: "log_public" };
const MAY: [number, string][] = [[May.send, "may_send"], [May.media, "may_media"], [May.polls, "may_polls"], [May.links, "may_links"], [May.react, "may_react"], [May.addPeople, "may_add"], [May.pin, "may_pin"], [May.changeInfo, "may_info"]];
const RIGHTS: [number, string][] = [[Right.changeInfo, "r_info"], [Right.post, "r_post"], [Right.editOthers, "r_edit"], [Right.deleteOthers, "r_delete"], [Right.ban, "r_ban"], [Right.invite, "r_invite"], [Right.pin, "r_pin"], [Right.addAdmins, "r_admins"], [Right.seeLog, "r_log_stats"]];

function detailsOf(e: LogEntry, ch: Chat): string {
  const { data } = e;
  if (data["word"]) return `“${String(data["word"])}”${e.k === "word.add" ? ` · ${maybe(`act_${String(data["act"])}`) ?? ""}` : ""}`;
  if (e.k === "raid.set") return data["n"] ? t("raid_n", { n: Number(data["n"]) }) : t("raid_never");
  if (e.k === "raid.on") return t("until", { date: full(Number(data["until"])) });
  const list = (bits: number, of: [number, string][]) => of.filter(([bit]) => bits & bit).map(([, key]) => maybe(key)).join(", ");
  const until = Number(data["until"] ?? 0);
  if (e.k === "chat.edit") return Object.keys(data).map((k) => { const name = CHANGED[k] && maybe(CHANGED[k] as string); return k === "ti" || k === "un" ? `${name}: ${String(data[k]) || "–"}` : name; }).filter(Boolean).join(" · ");
  if (e.k === "member.restrict") return [data["deny"] ? `${t("log_not")}: ${list(Number(data["deny"]), MAY)}` : "", until ? t("until", { date: full(until) }) : ""].filter(Boolean).join(" · ");
  if (e.k === "member.ban") return [until ? t("until", { date: full(until) }) : t("for_good"), data["reason"] ? `“${String(data["reason"])}”` : "", data["wipe"] ? t("log_wiped") : ""].filter(Boolean).join(" · ");
  if (e.k === "member.promote") return [list(Number(data["rights"]) & (ch.kind === "group" ? ~(Right.post | Right.editOthers) : -1), RIGHTS), data["title"] ? `“${String(data["title"])}”` : ""].filter(Boolean).join(" · ");
  return "";
}
