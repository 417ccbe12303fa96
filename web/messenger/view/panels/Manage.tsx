/** Running a chat: its face, permissions, links, requests, log, and the standing of one member. */
import { useSignal } from "@preact/signals";
import type { Invite, LogEntry, MemberRow } from "../../core/api";
import { Icon } from "../icons";
import { May, nameOf, Right } from "../names";
import { maybe, t, tn } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Chat, type User, userOf } from "../state";
import { tell, toast } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { PersonLine, PickPeople } from "./People";
import { Wait } from "./Wait";

type Props = { close: () => void; ch: Chat };

function Bits({ bits, of }: { bits: [number, string][]; of: { value: number } }) {
  return <>{bits.map(([bit, text]) => <label class="line" key={bit}><span class="grow">{text}</span><input type="checkbox" class="switch" checked={(of.value & bit) !== 0} onChange={() => { of.value ^= bit; }} /></label>)}</>;
}

const mayBits = (): [number, string][] => [[May.send, t("may_send")], [May.polls, t("may_polls")], [May.links, t("may_links")], [May.react, t("may_react")], [May.addPeople, t("may_add")], [May.pin, t("may_pin")], [May.changeInfo, t("may_info")]];

export function EditChat({ close, ch }: Props) {
  const title = useSignal(ch.title);
  const about = useSignal(ch.about ?? "");
  const name = useSignal(ch.username ?? "");
  const sign = useSignal(!!ch.flags["sign"]);
  const asks = useSignal(!!ch.flags["join_requests"]);
  const save = async () => {
    const change = { c: ch.id, title: title.value.trim(), about: about.value.trim(), ...(name.value !== (ch.username ?? "") ? { name: name.value, public: !!name.value } : {}), ...(ch.kind === "channel" ? { sign: sign.value } : { join_requests: asks.value }) };
    if ((await tell(ask("chat.edit", change))) !== undefined) close();
  };
  return (
    <Sheet title={t("edit")} onClose={close} test="edit-sheet" foot={<button class="btn" disabled={!title.value.trim()} data-test="edit-save" onClick={() => void save()}>{t("save")}</button>}>
      <div class="pad col" style="gap:16px">
        <label class="field"><span class="lbl">{t("title")}</span><input class="in" dir="auto" maxLength={128} value={title.value} data-test="edit-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
        <label class="field"><span class="lbl">{t("chat_about")}</span><textarea class="in" dir="auto" rows={3} maxLength={512} value={about.value} onInput={(ev) => { about.value = ev.currentTarget.value; }} /></label>
        {ch.role === "owner" ? <label class="field"><span class="lbl">{t("public_name")}</span><input class="in" dir="ltr" maxLength={32} value={name.value} onInput={(ev) => { name.value = ev.currentTarget.value.replace(/[^\w]/g, ""); }} /><span class="hint">{name.value ? <bdi dir="ltr">{location.host}/{name.value}</bdi> : t("private_text")}</span></label> : null}
      </div>
      {ch.kind === "channel" ? <label class="line"><span class="grow">{t("sign_posts")}</span><input type="checkbox" class="switch" checked={sign.value} onChange={(ev) => { sign.value = ev.currentTarget.checked; }} /></label>
        : <label class="line"><span class="grow">{t("ask_to_join")}</span><input type="checkbox" class="switch" checked={asks.value} onChange={(ev) => { asks.value = ev.currentTarget.checked; }} /></label>}
    </Sheet>
  );
}

const SLOW_S = [0, 10, 30, 60, 300, 900, 3600];
const span = (s: number): string => (s === 0 ? t("off") : s < 60 ? tn("seconds_n", s) : s < 3600 ? tn("minutes_n", s / 60) : tn("hours_n", s / 3600));

export function Permissions({ close, ch }: Props) {
  const bits = useSignal(ch.may);
  const slow = useSignal(ch.slowMode);
  const loaded = useFetched(async () => { const { ch: now } = await ask("chat.get", { c: ch.id }); bits.value = now.pm ?? ch.may; return true; });
  const save = async () => { if ((await tell(ask("chat.edit", { c: ch.id, pm: bits.value, slow: slow.value }))) !== undefined) close(); };
  return (
    <Sheet title={t("permissions")} onClose={close} tall test="permissions-sheet" foot={<button class="btn" data-test="permissions-save" onClick={() => void save()}>{t("save")}</button>}>
      <Wait for={loaded}>{() => <div class="group"><h3>{t("members_may")}</h3><Bits bits={mayBits()} of={bits} /></div>}</Wait>
      <div class="group"><h3 id="slow">{t("slow_mode")}</h3><p class="small quiet">{t("slow_text")}</p>
        <div class="pad chips" role="radiogroup" aria-labelledby="slow">{SLOW_S.map((s) => <button class="chip" key={s} role="radio" aria-checked={slow.value === s} onClick={() => { slow.value = s; }}>{span(s)}</button>)}</div></div>
    </Sheet>
  );
}

export function AddPeople({ close, ch }: Props) {
  const chosen = useSignal<ReadonlyMap<number, User>>(new Map());
  const add = async () => {
    const r = await tell(ask("member.add", { c: ch.id, u: [...chosen.value.keys()] }));
    if (!r) return;
    if (r.skipped?.length) toast(t("skipped", { names: r.skipped.map(([u]) => nameOf(u)).join(", ") }));
    close();
  };
  return <Sheet title={t("add_people")} onClose={close} tall test="add-sheet" foot={<button class="btn" disabled={!chosen.value.size} data-test="add-go" onClick={() => void add()}>{t("add")}</button>}><PickPeople chosen={chosen} /></Sheet>;
}

export function Invites({ close, ch }: Props) {
  const list = useFetched(() => ask("invite.list", { c: ch.id }).then((r) => r.invites));
  const approval = useSignal(false);
  const day = useSignal(0);
  const limit = useSignal(0);
  const make = async () => {
    const r = await tell(ask("invite.create", { c: ch.id, ...(approval.value ? { approval: true } : {}), ...(day.value ? { expires: Date.now() + day.value * 86_400_000 } : {}), ...(limit.value ? { limit: limit.value } : {}) }));
    if (r) list.again();
  };
  return (
    <Sheet title={t("links")} onClose={close} tall test="invites-sheet" foot={<button class="btn" data-test="invite-create" onClick={() => void make()}>{t("new_link")}</button>}>
      <div class="group">
        <label class="line"><span class="grow">{t("link_approval")}</span><input type="checkbox" class="switch" checked={approval.value} onChange={(ev) => { approval.value = ev.currentTarget.checked; }} /></label>
        <div class="pad chips" role="radiogroup" aria-label={t("link_expires")}>{[0, 1, 7, 30].map((d) => <button class="chip" key={d} role="radio" aria-checked={day.value === d} onClick={() => { day.value = d; }}>{d ? tn("days_n", d) : t("for_good")}</button>)}</div>
        <div class="pad chips" role="radiogroup" aria-label={t("link_limit")}>{[0, 1, 10, 100].map((n) => <button class="chip" key={n} role="radio" aria-checked={limit.value === n} onClick={() => { limit.value = n; }}>{n ? tn("uses_n", n) : t("no_limit")}</button>)}</div>
      </div>
      <Wait for={list}>{(invites) => invites.filter((i) => !i.revoked).map((i) => <InviteLine key={i.token} i={i} ch={ch} again={list.again} />)}</Wait>
    </Sheet>
  );
}

function InviteLine({ i, ch, again }: { i: Invite; ch: Chat; again: () => void }) {
  const facts = [i.uses || i.limit ? `${i.uses ?? 0}${i.limit ? ` / ${i.limit}` : ""}` : "", i.expires ? t("until", { date: full(i.expires) }) : "", i.approval ? t("with_approval") : ""].filter(Boolean).join(" · ");
  const url = `${location.origin}/+${i.token}`; // where this person reached us, others can too
  return (
    <div class="line" data-test="invite">
      <Icon name="link" />
      <span class="grow"><span class="cut" style="display:block"><bdi dir="ltr" data-test="invite-url">{url}</bdi></span>{facts ? <span class="sub">{facts}</span> : null}</span>
      <button class="tool" aria-label={t("copy_link")} onClick={() => void navigator.clipboard?.writeText(url).then(() => toast(t("copied"), undefined, 2000))}><Icon name="copy" size={20} /></button>
      <button class="tool" aria-label={t("revoke_link")} onClick={() => void tell(ask("invite.revoke", { c: ch.id, token: i.token })).then(again)}><Icon name="bin" size={20} /></button>
    </div>
  );
}

export function Requests({ close, ch }: Props) {
  const list = useFetched(() => ask("joinreq.list", { c: ch.id }).then((r) => r.requests));
  const decide = (u: number, ok: boolean) => void tell(ask("joinreq.decide", { c: ch.id, u, ok })).then(list.again);
  return (
    <Sheet title={t("requests")} onClose={close} test="requests-sheet">
      <Wait for={list}>{(rows) => rows.length ? rows.map((r) => {
        const user = userOf(r.u);
        return user ? <PersonLine key={r.u} user={user} sub={r.note || undefined} end={<><button class="btn soft" onClick={() => decide(r.u, true)}>{t("accept")}</button><button class="tool" aria-label={t("decline")} onClick={() => decide(r.u, false)}><Icon name="close" /></button></>} /> : null;
      }) : <div class="empty"><p>{t("no_requests")}</p></div>}</Wait>
    </Sheet>
  );
}

export function AdminLog({ close, ch }: Props) {
  const list = useFetched(() => ask("log.list", { c: ch.id, limit: 100 }).then((r) => r.entries));
  const words = (e: LogEntry): string => (maybe(`log_${e.verb.replaceAll(".", "_")}`) ?? e.verb).replace("{whom}", e.u ? nameOf(e.u) : "");
  return (
    <Sheet title={t("admin_log")} onClose={close} tall test="log-sheet">
      <Wait for={list}>{(rows) => rows.length ? rows.map((e) => <div class="line" key={e.id}><span class="grow"><b><bdi>{e.by ? nameOf(e.by) : "Tambour"}</bdi></b> {words(e)}<span class="sub">{full(e.d)}</span></span></div>) : <div class="empty"><p>{t("log_empty")}</p></div>}</Wait>
    </Sheet>
  );
}

type One = Props & { m: MemberRow; done: () => void };

export function Promote({ close, ch, m, done }: One) {
  const rights = useSignal(m.ri ?? Right.changeInfo + Right.post + Right.deleteOthers + Right.ban + Right.invite + Right.pin);
  const title = useSignal(m.ti ?? "");
  const bits: [number, string][] = [[Right.changeInfo, t("r_info")], ...(ch.kind === "channel" ? [[Right.post, t("r_post")], [Right.editOthers, t("r_edit")]] as [number, string][] : []), [Right.deleteOthers, t("r_delete")], [Right.ban, t("r_ban")], [Right.invite, t("r_invite")], [Right.pin, t("r_pin")], [Right.addAdmins, t("r_admins")], [Right.seeLog, t("r_log")]];
  const save = async (value: number) => {
    if ((await tell(ask("member.promote", { c: ch.id, u: m.u, rights: value, ...(title.value.trim() ? { title: title.value.trim() } : {}) }))) === undefined) return;
    close();
    done();
  };
  return (
    <Sheet title={nameOf(m.u)} onClose={close} tall test="promote-sheet" foot={<>{m.ro === "admin" ? <button class="btn danger" onClick={() => void save(0)}>{t("demote")}</button> : null}<button class="btn" disabled={!rights.value} data-test="promote-save" onClick={() => void save(rights.value)}>{t("save")}</button></>}>
      <div class="group"><h3>{t("admin_rights")}</h3><Bits bits={bits} of={rights} /></div>
      <label class="field pad"><span class="lbl">{t("admin_title")}</span><input class="in" dir="auto" maxLength={32} value={title.value} onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
    </Sheet>
  );
}

export function Restrict({ close, ch, m, done }: One) {
  const allowed = useSignal(255 & ~(m.de ?? 0));
  const days = useSignal(1);
  const save = async () => {
    const deny = 255 & ~allowed.value;
    if ((await tell(ask("member.restrict", { c: ch.id, u: m.u, deny, ...(days.value && deny ? { until: Date.now() + days.value * 86_400_000 } : {}) }))) === undefined) return;
    close();
    done();
  };
  return (
    <Sheet title={nameOf(m.u)} onClose={close} tall test="restrict-sheet" foot={<button class="btn" data-test="restrict-save" onClick={() => void save()}>{t("save")}</button>}>
      <div class="group"><h3>{t("member_may")}</h3><Bits bits={mayBits()} of={allowed} /></div>
      <div class="group"><h3 id="how-long">{t("how_long")}</h3><div class="pad chips" role="radiogroup" aria-labelledby="how-long">{[1, 7, 30, 0].map((d) => <button class="chip" key={d} role="radio" aria-checked={days.value === d} onClick={() => { days.value = d; }}>{d ? tn("days_n", d) : t("for_good")}</button>)}</div></div>
    </Sheet>
  );
}
