/** What moderation told this person: what was done, why, and the way to appeal. */
import { useSignal } from "@preact/signals";
import type { Notice } from "../../core/api";
import { maybe, t } from "../say";
import { ask } from "../state";
import { tell, toast } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";

export function Notices() {
  const list = useFetched(() => ask("notice.list", {}).then((r) => r.notices));
  return <Wait for={list}>{(notices) => notices.length ? notices.map((n) => <One key={n.id} n={n} again={list.again} />) : <div class="empty" data-test="no-notices"><p>{t("no_notices")}</p></div>}</Wait>;
}

function One({ n, again }: { n: Notice; again: () => void }) {
  const writing = useSignal(false);
  const text = useSignal("");
  const send = async () => {
    if ((await tell(ask("notice.appeal", { id: n.id, text: text.value.trim() }))) === undefined) return;
    toast(t("appeal_sent"));
    writing.value = false;
    again();
  };
  return (
    <div class="pad"><div class="note col" data-test="notice">
      <div class="row"><b class="grow">{maybe(`action_${n.action ?? ""}`) ?? t("notice")}</b>{n.d ? <time class="small quiet">{full(n.d)}</time> : null}</div>
      {n.reason ? <p>{t("reason")}: {maybe(`reason_${n.reason}`) ?? n.reason}</p> : null}
      {n.text ? <p dir="auto" style="white-space:pre-line">{n.text}</p> : null}
      {n.appeal ? <span class="tag">{t("appealed")}</span> : writing.value ? (
        <>
          <label class="field"><span class="lbl">{t("appeal_text")}</span><textarea class="in" dir="auto" rows={4} maxLength={2000} value={text.value} onInput={(ev) => { text.value = ev.currentTarget.value; }} /></label>
          <button class="btn" disabled={!text.value.trim()} onClick={() => void send()}>{t("send")}</button>
        </>
      ) : <button class="btn soft" onClick={() => { writing.value = true; }}>{t("appeal")}</button>}
    </div></div>
  );
}
