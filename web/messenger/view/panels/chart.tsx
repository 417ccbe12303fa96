/** Small charts: a line or bars over days, drawn from the reader's side; a table says the same to those who do not see it. */
import { count, short, t } from "../say";
import { dayMonth } from "../when";

interface Series { name: string; values: number[]; tone: "one" | "two" }
interface Props { title: string; days: number[]; series: Series[]; kind: "line" | "bars"; test?: string; sum?: boolean }

const WIDE = 320;
const HIGH = 110;
const DAY_MS = 86_400_000;
export const dayName = (day: number): string => dayMonth(day * DAY_MS);

/** A round number not below `n`, for the upper edge. */
export function ceiling(n: number): number {
  if (n <= 5) return Math.max(1, n);
  const unit = 10 ** Math.floor(Math.log10(n));
  return [1, 1.5, 2, 3, 4, 5, 8, 10].map((f) => f * unit).find((f) => f >= n) ?? n;
}

export function Chart({ title, days, series, kind, test, sum }: Props) {
  const all = series.flatMap((s) => s.values);
  const flat = kind === "line" && Math.min(...all) > 0;
  const low = flat ? Math.max(0, Math.floor(Math.min(...all) - (Math.max(...all) - Math.min(...all) || 1) * 0.25)) : 0;
  const high = Math.max(low + 1, flat ? Math.ceil(Math.max(...all) + (Math.max(...all) - low) * 0.05) : ceiling(Math.max(...all, 0)));
  const rtl = document.documentElement.dir === "rtl";
  const step = WIDE / Math.max(1, days.length - (kind === "line" ? 1 : 0));
  const x = (i: number) => (rtl ? WIDE - i * step : i * step);
  const y = (v: number) => HIGH - ((v - low) / (high - low)) * HIGH;
  const last = series.map((s) => `${s.name}: ${count(sum ? s.values.reduce((a, b) => a + b, 0) : (s.values.at(-1) ?? 0))}`).join(", ");
  const about = `${title}. ${days.length ? `${dayName(days[0] as number)} – ${dayName(days.at(-1) as number)}. ` : ""}${last}`;
  return (
    <figure class="chart" data-test={test}>
      <figcaption><b>{title}</b>{series.map((s) => <span class={`key ${s.tone}`} key={s.name}>{series.length > 1 ? `${s.name} · ` : ""}{count(sum ? s.values.reduce((a, b) => a + b, 0) : (s.values.at(-1) ?? 0))}</span>)}</figcaption>
      <div class="plot">
        <svg viewBox={`0 -4 ${WIDE} ${HIGH + 8}`} preserveAspectRatio="none" role="img" aria-label={about}>
          {[0, 0.5, 1].map((f) => <line key={f} class="grid" x1="0" x2={WIDE} y1={HIGH * f} y2={HIGH * f} />)}
          {kind === "line" ? series.map((s) => (
            <g key={s.name} class={s.tone}>
              {series.length === 1 ? <path class="area" d={`M${x(0)} ${HIGH}${s.values.map((v, i) => `L${x(i)} ${y(v)}`).join("")}L${x(s.values.length - 1)} ${HIGH}Z`} /> : null}
              <path class="stroke" d={s.values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("")} />
              {s.values.length === 1 ? <path class="stroke" d={`M0 ${y(s.values[0] as number)}H${WIDE}`} /> : null}
            </g>
          )) : days.map((d, i) => series.map((s, n) => {
            const w = (step * 0.76) / series.length;
            const left = (rtl ? WIDE - (i + 1) * step : i * step) + step * 0.12 + n * w;
            const v = s.values[i] ?? 0;
            return <rect key={`${d}${s.name}`} class={s.tone} x={left} width={Math.max(0.5, w - 0.4)} y={y(v)} height={HIGH - y(v)} rx={Math.min(1.5, w / 3)}><title>{`${dayName(d)}: ${count(v)}`}</title></rect>;
          }))}
        </svg>
        <span class="top" aria-hidden="true">{short(high)}</span>
        <span class="low" aria-hidden="true">{short(low)}</span>
      </div>
      {days.length > 1 ? <div class="ends" aria-hidden="true"><span>{dayName(days[0] as number)}</span><span>{dayName(days.at(-1) as number)}</span></div> : null}
      <details><summary>{t("as_table")}</summary>
        <table><caption class="sr">{title}</caption><thead><tr><th scope="col">{t("day")}</th>{series.map((s) => <th scope="col" key={s.name}>{s.name}</th>)}</tr></thead>
          <tbody>{days.map((d, i) => <tr key={d}><th scope="row">{dayName(d)}</th>{series.map((s) => <td key={s.name}>{count(s.values[i] ?? 0)}</td>)}</tr>).reverse()}</tbody></table>
      </details>
    </figure>
  );
}
