/** Who may do what: the rights of an administrator, what members may do, and what one member may not; slow mode; bans. */
import { useSignal } from "@preact/signals";
import type { MemberRow } from "../../core/api";
import { hasRight, May, nameOf, Right } from "../names";
import { t, tn } from "../say";
import { confirm, Sheet } from "../Sheet";
import { ask, type Chat } from "../state";
import { tell, toast } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { Switch } from "./Switch";
import { Until } from "./Until";
import { Wait } from "./Wait";

type Props = { close: () => void; ch: Chat };
type One = Props & { m: MemberRow; done: () => void };
type Bit = readonly [bit: number, text: string, why?: string];

function Bits({ bits, of, locked = () => "" }: { bits: readonly Bit[]; of: { value: number }; locked?: (bit: number) => string }) {
  return <>{bits.map(([bit, text, why]) => {
    const no = locked(bit);
    return <Switch key={bit} text={text} sub={no || why} disabled={!!no} on={(of.value & bit) !== 0} set={() => { of.value ^= bit; }} test={`bit-${bit}`} />;
  })}</>;
}

const mayBits = (): Bit[] => [
  [May.send, t("may_send")], [May.media, t("may_media")], [May.polls, t("may_polls")], [May.links, t("may_links")], [May.react, t("may_react")],
  [May.addPeople, t("may_add")], [May.pin, t("may_pin")], [May.changeInfo, t("may_info")],
];

const rightBits = (ch: Chat): Bit[] => [
  [Right.changeInfo, t("r_info"), t(ch.kind === "channel" ? "r_info_channel" : "r_info_group")],
  ...(ch.kind === "channel" ? [[Right.post, t("r_post"), t("r_post_why")], [Right.editOthers, t("r_edit"), t("r_edit_why")]] as Bit[] : []),
  [Right.deleteOthers, t("r_delete"), t("r_delete_why")], [Right.ban, t("r_ban"), t(ch.kind === "channel" ? "r_ban_channel" : "r_ban_group")],
  [Right.invite, t("r_invite"), t("r_invite_why")], [Right.pin, t("r_pin")], [Right.addAdmins, t("r_admins"), t("r_admins_why")], [Right.seeLog, t("r_log_stats"), t("r_log_why")],
];

const USUAL = Right.changeInfo + Right.post + Right.deleteOthers + Right.ban + Right.invite + Right.pin;

export function Promote({ close, ch, m, done }: One) {
  const bits = rightBits(ch);
  const mine = bits.reduce((sum, [bit]) => sum + (hasRight(ch, bit) ? bit : 0), 0);
  const all = bits.reduce((sum, [bit]) => sum + bit, 0);
  const rights = useSignal((m.ri ?? USUAL) & mine & all);
  const title = useSignal(m.ti ?? "");
  const save = async (value: number) => {
    if ((await tell(ask("member.promote", { c: ch.id, u: m.u, rights: value, ...(title.value.trim() ? { title: title.value.trim() } : {}) }))) === undefined) return;
    close();
    done();
  };
  const demote = async () => { if (await confirm({ title: t("demote_q", { name: nameOf(m.u) }), yes: t("demote"), danger: true })) await save(0); };
  return (
    <Sheet title={nameOf(m.u)} onClose={close} tall test="promote-sheet" foot={<>{m.ro === "admin" ? <button class="btn danger" data-test="demote" onClick={() => void demote()}>{t("demote")}</button> : null}<button class="btn" disabled={!rights.value} data-test="promote-save" onClick={() => void save(rights.value)}>{t("save")}</button></>}>
      <div class="group"><h3>{t("admin_rights")}</h3><Bits bits={bits} of={rights} locked={(bit) => (hasRight(ch, bit) ? "" : t("right_not_yours"))} /></div>
      <label class="field pad"><span class="lbl">{t("admin_title")}</span><input class="in" dir="auto" maxLength={32} value={title.value} placeholder={t("admin")} data-test="admin-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /><span class="hint">{t("admin_title_text")}</span></label>
    </Sheet>
  );
}

const SLOW_S = [0, 5, 10, 30, 60, 300, 900, 3600];
const span = (s: number): string => (s === 0 ? t("off") : s < 60 ? tn("seconds_n", s) : s < 3600 ? tn("minutes_n", s / 60) : tn("hours_n", s / 3600));

/** What every member may do, and how often. */
export function Permissions({ close, ch }: Props) {
  const bits = useSignal(ch.may);
  const slow = useSignal(ch.slowMode);
  const loaded = useFetched(async () => { const { ch: now } = await ask("chat.get", { c: ch.id }); bits.value = now.pm ?? ch.may; slow.value = now.slow ?? 0; return true; });
  const group = ch.kind === "group";
  const save = async () => { if ((await tell(ask("chat.edit", { c: ch.id, pm: bits.value, ...(group ? { slow: slow.value } : {}) }))) !== undefined) { close(); toast(t("saved_ok"), undefined, 2000); } };
  return (
    <Sheet title={t("permissions")} onClose={close} tall test="permissions-sheet" foot={<button class="btn" disabled={!loaded.value.value} data-test="permissions-save" onClick={() => void save()}>{t("save")}</button>}>
      <Wait for={loaded}>{() => (
        <>
          <div class="group"><h3>{t("members_may")}</h3><Bits bits={group ? mayBits() : mayBits().filter(([bit]) => bit === May.react)} of={bits} /></div>
          {group ? <div class="group"><h3 id="slow">{t("slow_mode")}</h3>
            <div class="pad chips" role="radiogroup" aria-labelledby="slow">{SLOW_S.map((s) => <button class="chip" key={s} role="radio" aria-checked={slow.value === s} data-test={`slow-${s}`} onClick={() => { slow.value = s; }}>{span(s)}</button>)}</div>
            <p class="small quiet pad">{slow.value ? t("slow_every", { span: span(slow.value) }) : t("slow_text")}</p></div> : null}
        </>
      )}</Wait>
    </Sheet>
  );
}

/** What one member may not do, until when. */
export function Restrict({ close, ch, m, done }: One) {
  const allowed = useSignal(255 & ~(m.de ?? (May.send | May.media | May.polls | May.links)));
  const until = useSignal(m.deu ?? 0);
  const save = async (deny: number) => {
    if ((await tell(ask("member.restrict", { c: ch.id, u: m.u, deny, ...(until.value && deny ? { until: until.value } : {}) }))) === undefined) return;
    close();
    done();
  };
  const past = until.value !== 0 && until.value < Date.now();
  return (
    <Sheet title={t("restrict_title", { name: nameOf(m.u) })} onClose={close} tall test="restrict-sheet" foot={<>{m.de ? <button class="btn plain" data-test="restrict-lift" onClick={() => void save(0)}>{t("lift")}</button> : null}<button class="btn" disabled={past} data-test="restrict-save" onClick={() => void save(255 & ~allowed.value)}>{t("save")}</button></>}>
      <div class="group"><h3>{t("member_may")}</h3><Bits bits={mayBits()} of={allowed} locked={(bit) => ((ch.may & bit) === 0 && ch.role === "member" ? t("nobody_may") : "")} /></div>
      <Until until={until} label={t("how_long")} />
    </Sheet>
  );
}

/** Sending away for a time or for good. */
export function Ban({ close, ch, m, done }: One) {
  const until = useSignal(0);
  const reason = useSignal("");
  const wipe = useSignal(false);
  const save = async () => {
    const more = { ...(until.value ? { until: until.value } : {}), ...(reason.value.trim() ? { reason: reason.value.trim() } : {}), ...(wipe.value ? { wipe: true } : {}) };
    if ((await tell(ask("member.ban", { c: ch.id, u: m.u, ...more }))) === undefined) return;
    close();
    done();
  };
  return (
    <Sheet title={t("ban_q", { name: nameOf(m.u) })} onClose={close} test="ban-sheet" foot={<><button class="btn plain" onClick={close}>{t("cancel")}</button><button class="btn danger" disabled={until.value !== 0 && until.value < Date.now()} data-test="ban-go" onClick={() => void save()}>{t("ban")}</button></>}>
      <p class="pad quiet">{t("ban_text")}</p>
      <Until until={until} label={t("how_long")} />
      <label class="field pad"><span class="lbl">{t("ban_reason")}</span><input class="in" dir="auto" maxLength={200} value={reason.value} data-test="ban-reason" onInput={(ev) => { reason.value = ev.currentTarget.value; }} /><span class="hint">{t("ban_reason_text")}</span></label>
      {hasRight(ch, Right.deleteOthers) ? <Switch text={t("ban_wipe")} on={wipe.value} set={(on) => { wipe.value = on; }} test="ban-wipe" /> : null}
    </Sheet>
  );
}

/** What the list of the banned says of one. */
export const banLine = (m: MemberRow): string =>
  [m.until ? t("until", { date: full(m.until) }) : t("for_good"), m.by ? t("by_whom", { name: nameOf(m.by) }) : "", m.reason ? `“${m.reason}”` : ""].filter(Boolean).join(" · ");
