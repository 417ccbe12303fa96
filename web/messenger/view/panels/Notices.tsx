/** What moderation told this person: what was done, why, and the way to appeal. */
import { useSignal } from "@preact/signals";
import type { Notice, OwnReport } from "../../core/api";
import { Icon } from "../icons";
import { lang, t } from "../say";
import { ask } from "../state";
import { tell, toast } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";

export function Notices() {
  const list = useFetched(() => ask("notice.list", {}).then((r) => r.notices));
  return (
    <>
      <Wait for={list}>{(notices) => notices.length ? notices.map((n) => <One key={n.id} n={n} again={list.again} />) : <div class="empty" data-test="no-notices"><p>{t("no_notices")}</p></div>}</Wait>
      <Complaints />
    </>
  );
}

/** What this person complained of, and what came of it. */
function Complaints() {
  const list = useFetched(() => ask("report.list", { lang: lang.value }).then((r) => r.reports), [lang.value]);
  const rows = list.value.value ?? [];
  if (!rows.length) return null;
  const tone = (r: OwnReport): string => (r.outcome === "acted" ? "tag ok" : "tag");
  return (
    <section class="group" data-test="my-reports">
      <h3>{t("my_reports")}</h3>
      <ul>{rows.map((r) => <li class="line" key={r.receipt}><Icon name="flag" /><span class="grow"><span dir="auto">{r.label}</span><span class="sub">{t(r.kind === "account" ? "report_user" : r.kind === "chat" ? "report_chat" : r.kind === "link" ? "report_link" : r.kind === "sticker" ? "report_pack" : "report_message")} · {full(r.d)}</span></span><span class={tone(r)} data-test="my-report-state">{t(r.outcome ? `report_${r.outcome}` : "report_waiting")}</span></li>)}</ul>
    </section>
  );
}

function One({ n, again }: { n: Notice; again: () => void }) {
  const { body } = n;
  const writing = useSignal(false);
  const text = useSignal("");
  const filed = async () => {
    if ((await tell(ask("notice.appeal", { id: n.id }))) === undefined) return;
    toast(t("appeal_sent"));
    writing.value = true;
    again();
  };
  const why = async () => {
    if ((await tell(ask("notice.appeal", { id: n.id, text: text.value.trim() }))) === undefined) return;
    toast(t("saved_ok"));
    writing.value = false;
  };
  return (
    <div class="pad"><div class="note col" data-test="notice">
      <div class="row"><b class="grow" dir="auto">{body.title}</b>{n.d ? <time class="small quiet">{full(n.d)}</time> : null}</div>
      {body.about ? <p class="quiet" dir="auto">{body.about}</p> : null}
      {body.facts ? <p dir="auto" style="white-space:pre-line" data-test="notice-facts">{t("reason")}: {body.facts}</p> : null}
      {body.rule ? <p dir="auto">{body.rule} {body.ref ? <a class="quiet small" href={`/rules?lang=${lang.value}#${body.ref.split("/")[1] ?? ""}`} target="_blank" rel="noopener">({body.ref})</a> : null}</p> : null}
      {body.exception ? <p class="small quiet" dir="auto">{body.exception}</p> : null}
      {body.territory ? <p dir="auto" data-test="notice-territory">{body.territory}</p> : null}
      {body.limits?.length ? <ul class="dots" data-test="notice-limits">{body.limits.map((one) => <li key={one} dir="auto">{one}</li>)}</ul> : null}
      {body.until ? <p>{t("until", { date: full(body.until) })}</p> : null}
      {body.automation ? <p class="small quiet" dir="auto">{body.automation}</p> : null}
      {body.strikes ? <p class="small quiet" dir="auto">{body.strikes}</p> : null}
      {body.appeal && n.can_appeal ? <p class="small quiet" dir="auto">{body.appeal}</p> : null}
      {n.appeal ? <span class={n.appeal === "overturned" ? "tag ok" : "tag"} style="justify-self:start" data-test="appeal-state">{t(`appeal_${n.appeal}`)}</span> : n.can_appeal ? <button class="btn soft" data-test="appeal" onClick={() => void filed()}>{t("appeal")}</button> : null}
      {writing.value && n.appeal === "filed" ? (
        <>
          <label class="field"><span class="lbl">{t("appeal_text")}</span><textarea class="in" dir="auto" rows={4} maxLength={2000} value={text.value} data-test="appeal-text" onInput={(ev) => { text.value = ev.currentTarget.value; }} /></label>
          <button class="btn" disabled={!text.value.trim()} data-test="appeal-why" onClick={() => void why()}>{t("send")}</button>
        </>
      ) : null}
    </div></div>
  );
}
