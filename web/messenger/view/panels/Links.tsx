/** Invite links: making them, handing them on (also as a code for cameras), who came by which, taking them back. */
import { useSignal } from "@preact/signals";
import type { Invite } from "../../core/api";
import { Icon } from "../icons";
import { nameOf } from "../names";
import { openUser } from "../panels";
import { count, t, tn } from "../say";
import { confirm, Sheet, showSheet } from "../Sheet";
import { ask, type Chat, userOf } from "../state";
import { tell, toast } from "../Toast";
import { date, full } from "../when";
import { useFetched } from "./fetched";
import { PersonLine } from "./People";
import { Switch } from "./Switch";
import { Until } from "./Until";
import { Wait } from "./Wait";

type Props = { close: () => void; ch: Chat };
const urlOf = (i: Invite): string => `${location.origin}/+${i.token}`; // where this person reached us, others can too
const copy = (url: string) => void navigator.clipboard?.writeText(url).then(() => toast(t("copied"), undefined, 2000));

const factsOf = (i: Invite): string => {
  const gone = i.expires && i.expires < Date.now() ? t("link_over") : i.limit && (i.uses ?? 0) >= i.limit ? t("link_used_up") : "";
  const uses = i.limit ? t("uses_of", { n: count(i.uses ?? 0), of: count(i.limit) }) : tn("joined_n", i.uses ?? 0, { n: count(i.uses ?? 0) });
  return [gone || uses, i.expires && !gone ? t("until", { date: full(i.expires) }) : "", i.approval ? t("with_approval") : ""].filter(Boolean).join(" · ");
};

export function Invites({ close, ch }: Props) {
  const list = useFetched(() => ask("invite.list", { c: ch.id }).then((r) => r.invites));
  const fresh = () => showSheet((end) => <NewLink close={end} ch={ch} done={list.again} />);
  return (
    <Sheet title={t("links")} onClose={close} tall test="invites-sheet" foot={<button class="btn" data-test="invite-create" onClick={fresh}>{t("new_link")}</button>}>
      {ch.username ? <PublicLink ch={ch} /> : <p class="pad quiet small">{t("links_text")}</p>}
      <Wait for={list}>{(invites) => invites.length ? <div class="group"><h3>{t("links")}</h3>{invites.map((i) => (
        <div class="line" key={i.token} data-test="invite">
          <button class="row grow" aria-label={i.title || t("link_one")} onClick={() => showSheet((end) => <OneLink close={end} ch={ch} i={i} gone={list.again} />)}>
            <span class="av small-av" style="--size:38px"><Icon name="link" size={20} /></span>
            <span class="grow"><span class="cut" style="display:block">{i.title ? <bdi>{i.title}</bdi> : <bdi dir="ltr">{urlOf(i).replace(/^https?:\/\//, "")}</bdi>}</span><span class="sub cut">{factsOf(i)}</span><span hidden data-test="invite-url">{urlOf(i)}</span></span>
          </button>
          <button class="tool" aria-label={t("copy_link")} data-test="invite-copy" onClick={() => copy(urlOf(i))}><Icon name="copy" size={20} /></button>
        </div>
      ))}</div> : <div class="empty"><span class="art"><Icon name="link" size={36} /></span><p>{t("no_links")}</p></div>}</Wait>
    </Sheet>
  );
}

function PublicLink({ ch }: { ch: Chat }) {
  const url = `${location.origin}/${ch.username}`;
  return (
    <div class="group"><h3>{t("public_link")}</h3>
      <button class="line" onClick={() => copy(url)}><Icon name="globe" /><bdi class="grow cut" dir="ltr">{url.replace(/^https?:\/\//, "")}</bdi><Icon name="copy" size={20} /></button>
    </div>
  );
}

const LIMITS = [0, 1, 10, 100, 1000];

function NewLink({ close, ch, done }: Props & { done: () => void }) {
  const title = useSignal("");
  const approval = useSignal(false);
  const until = useSignal(0);
  const limit = useSignal(0);
  const make = async () => {
    const r = await tell(ask("invite.create", { c: ch.id, ...(title.value.trim() ? { title: title.value.trim() } : {}), ...(approval.value ? { approval: true } : {}), ...(until.value ? { expires: until.value } : {}), ...(limit.value ? { limit: limit.value } : {}) }));
    if (!r) return;
    close();
    done();
    showSheet((end) => <OneLink close={end} ch={ch} i={r} gone={done} />);
  };
  return (
    <Sheet title={t("new_link")} onClose={close} tall test="new-link-sheet" foot={<button class="btn" disabled={until.value !== 0 && until.value < Date.now()} data-test="invite-make" onClick={() => void make()}>{t("create")}</button>}>
      <label class="field pad"><span class="lbl">{t("link_title")}</span><input class="in" dir="auto" maxLength={64} value={title.value} data-test="link-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /><span class="hint">{t("link_title_text")}</span></label>
      <Switch text={t("link_approval")} sub={t("link_approval_why")} on={approval.value} set={(on) => { approval.value = on; if (on) limit.value = 0; }} test="link-approval" />
      <Until until={until} label={t("link_expires")} />
      {approval.value ? null : <div class="group"><h3 id="limit">{t("link_limit")}</h3>
        <div class="pad chips" role="radiogroup" aria-labelledby="limit">{LIMITS.map((n) => <button class="chip" key={n} role="radio" aria-checked={limit.value === n} data-test={`limit-${n}`} onClick={() => { limit.value = n; }}>{n ? tn("uses_n", n, { n: count(n) }) : t("no_limit")}</button>)}</div></div>}
    </Sheet>
  );
}

/** One link: its code, who came by it. */
function OneLink({ close, i, gone }: Props & { i: Invite; gone: () => void }) {
  const url = urlOf(i);
  const came = useFetched(() => ask("invite.members", { token: i.token }));
  const revoke = async () => {
    if (!(await confirm({ title: t("revoke_q"), text: t("revoke_text"), yes: t("revoke_link"), danger: true }))) return;
    if ((await tell(ask("invite.revoke", { token: i.token }))) !== undefined) { close(); gone(); }
  };
  const share = () => void navigator.share?.({ url, ...(i.title ? { title: i.title } : {}) }).catch(() => undefined);
  return (
    <Sheet title={i.title || t("link_one")} onClose={close} tall test="link-sheet">
      <Code token={i.token} />
      <p class="center pad" style="padding-block-start:0"><bdi dir="ltr" class="small" style="overflow-wrap:anywhere">{url}</bdi></p>
      <div class="acts">
        <button data-test="link-copy" onClick={() => copy(url)}><Icon name="copy" />{t("copy_link")}</button>
        {"share" in navigator ? <button data-test="link-share" onClick={share}><Icon name="forward" />{t("share")}</button> : null}
        <button data-test="link-revoke" onClick={() => void revoke()}><Icon name="bin" />{t("revoke_short")}</button>
      </div>
      <dl class="facts group">
        <div><dt>{t("link_state")}</dt><dd>{factsOf(i)}</dd></div>
        {i.by ? <div><dt>{t("made_by")}</dt><dd><bdi>{nameOf(i.by)}</bdi>{i.d ? `, ${date(i.d)}` : ""}</dd></div> : null}
      </dl>
      <div class="group"><h3>{t("came_by")}</h3>
        <Wait for={came}>{({ members }) => members.length ? members.map((m) => {
          const user = userOf(m.u);
          return user ? <PersonLine key={m.u} user={user} sub={full(m.joined)} onClick={() => openUser(m.u)} /> : null;
        }) : <p class="pad quiet center">{t("came_nobody")}</p>}</Wait>
      </div>
    </Sheet>
  );
}

/** The QR code, drawn by the server; to be shown, or kept as a file. */
function Code({ token }: { token: string }) {
  const code = useFetched(() => ask("invite.qr", { token }).then((r) => `data:image/svg+xml,${encodeURIComponent(r.svg)}`));
  return (
    <div class="qrbox">
      <div class="qrcode">{code.value.value ? <img src={code.value.value} alt={t("qr_alt")} data-test="link-qr" /> : <span class="bone" style="inline-size:100%;block-size:100%" />}</div>
      {code.value.value ? <a class="btn plain" href={code.value.value} download={`tambour-${token.slice(0, 6)}.svg`} data-test="link-download">{t("qr_save")}</a> : null}
    </div>
  );
}
