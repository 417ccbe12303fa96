/** A complaint in three taps: report, category, send. The categories come from the server, and so does the receipt that
 * keeps the words as they are shown, whatever their author does meanwhile. */
import { useSignal } from "@preact/signals";
import type { Reported, ReportNode } from "../../core/api";
import { Icon } from "../icons";
import { lang, t, tn } from "../say";
import { Sheet } from "../Sheet";
import { ask, core } from "../state";
import { sorry, toast } from "../Toast";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";

export function Report({ close, about }: { close: () => void; about: Reported }) {
  const seen = useSignal<string | undefined>(undefined);
  const link = useSignal(about.link);
  const tree = useFetched(() => ask("report.open", { lang: lang.value, c: about.chat, s: about.seq, u: about.user, t: about.token, k: about.pack }).then((r) => { seen.value = r.seen; return r.tree; }));
  const path = useSignal<ReportNode[]>([]);
  const note = useSignal("");
  const busy = useSignal(false);
  const wrong = useSignal("");
  const here = path.value.at(-1);
  const leaf = here && !here.children?.length ? here : undefined;
  const send = async () => {
    if (!leaf) return;
    busy.value = true;
    try {
      const { links: _, ...it } = about;
      await core.report({ ...it, ...(link.value ? { link: link.value, also: [] } : {}), category: leaf.key, ...(seen.value ? { seen: seen.value } : {}), ...(note.value.trim() ? { note: note.value.trim() } : {}) });
      close();
      toast(t("report_thanks"));
    } catch (err) {
      wrong.value = sorry(err);
    }
    busy.value = false;
  };
  const title = link.value ? t("report_link") : about.pack ? t("report_pack") : about.seq ? t("report_message") : about.user ? t("report_user") : t("report_chat");
  return (
    <Sheet title={here?.label ?? title} onClose={close} onBack={here ? () => { path.value = path.value.slice(0, -1); } : undefined} test="report-sheet"
      foot={leaf ? <button class={busy.value ? "btn busy" : "btn"} disabled={busy.value} data-test="report-send" onClick={() => void send()}>{t("report_send")}</button> : undefined}>
      {leaf ? (
        <div class="pad col">
          {leaf.hint ? <p class="note small">{leaf.hint}</p> : null}
          <label class="field"><span class="lbl">{t("report_note")}</span><textarea class="in" dir="auto" rows={3} maxLength={1000} value={note.value} onInput={(ev) => { note.value = ev.currentTarget.value; }} /></label>
          {wrong.value ? <p class="bad small" role="alert">{wrong.value}</p> : null}
        </div>
      ) : (
        <>
          <p class="pad quiet small">{here?.hint ?? t("report_text")} {here ? null : <a href={`/rules?lang=${lang.value}`} target="_blank" rel="noopener">{t("rules")}</a>}</p>
          {!here && about.links?.length ? (
            <div class="pad chips" role="radiogroup" aria-label={t("report_what")} style="padding-block:0 8px">
              <button class="chip" role="radio" aria-checked={!link.value} data-test="report-whole" onClick={() => { link.value = undefined; }}>{t("message")}</button>
              {about.links.map((url) => <button class="chip cut" key={url} role="radio" aria-checked={link.value === url} data-test="report-link" style="max-inline-size:100%" onClick={() => { link.value = url; }}><Icon name="link" size={16} /> <bdi dir="ltr" class="cut">{url.replace(/^https?:\/\//i, "")}</bdi></button>)}
            </div>
          ) : null}
          {!here && about.also?.length ? <p class="pad small" data-test="report-also">{tn("report_also", about.also.length)}</p> : null}
          <Wait for={tree}>{(nodes) => (here?.children ?? nodes).map((n) => (
            <button class="line" key={n.key} data-test="report-category" data-key={n.key} onClick={() => { path.value = [...path.value, n]; }}>
              <span class="grow">{n.label}</span><span class="flip"><Icon name="next" size={18} /></span>
            </button>
          ))}</Wait>
        </>
      )}
    </Sheet>
  );
}
