/** Until when something shall last: a few usual spans, a date and time of one's own, or for good. */
import { type Signal, useSignal } from "@preact/signals";
import { t, tn } from "../say";
import { full } from "../when";

const HOUR = 3_600_000;
const SPANS = [HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];
export const spanName = (ms: number): string => (ms < 24 * HOUR ? tn("hours_n", ms / HOUR) : tn("days_n", ms / (24 * HOUR)));

/** Local wall-clock time for <input type=datetime-local>. */
export const local = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** `until`: ms since 1970, 0: for good. */
export function Until({ until, label }: { until: Signal<number>; label: string }) {
  const chosen = useSignal<number | "own">(until.value ? "own" : 0);
  const pick = (span: number) => { chosen.value = span; until.value = span ? Date.now() + span : 0; };
  const own = () => { chosen.value = "own"; until.value ||= Date.now() + 24 * HOUR; };
  return (
    <div class="group">
      <h3 id="until">{label}</h3>
      <div class="pad chips" role="radiogroup" aria-labelledby="until">
        {SPANS.map((s) => <button class="chip" key={s} role="radio" aria-checked={chosen.value === s} data-test="until-span" onClick={() => pick(s)}>{spanName(s)}</button>)}
        <button class="chip" role="radio" aria-checked={chosen.value === 0} data-test="until-ever" onClick={() => pick(0)}>{t("for_good")}</button>
        <button class="chip" role="radio" aria-checked={chosen.value === "own"} data-test="until-own" onClick={own}>{t("other_time")}</button>
      </div>
      {chosen.value === "own" ? (
        <label class="field pad"><span class="lbl">{t("until_when")}</span><input class="in" type="datetime-local" value={local(until.value)} min={local(Date.now())} data-test="until-at" onInput={(ev) => { until.value = new Date(ev.currentTarget.value).getTime() || 0; }} /></label>
      ) : until.value ? <p class="small quiet pad">{t("until", { date: full(until.value) })}</p> : null}
    </div>
  );
}
