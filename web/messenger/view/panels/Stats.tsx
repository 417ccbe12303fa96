/** What a chat's figures say: members, comings and goings, views, posts, reactions, the most seen posts. */
import { useSignal } from "@preact/signals";
import type { Stats as Figures, WireMessage } from "../../core/api";
import { Icon } from "../icons";
import { go, hrefOf } from "../route";
import { count, short, t, tn } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Chat } from "../state";
import { date } from "../when";
import { Chart } from "./chart";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";
import "./stats.css";

const SPANS = [7, 30, 90, 365];

export function Stats({ close, ch }: { close: () => void; ch: Chat }) {
  const span = useSignal(30);
  const figures = useFetched(() => ask("stats.get", { c: ch.id, days: span.value }), [span.value]);
  return (
    <Sheet title={t("stats")} onClose={close} tall test="stats-sheet">
      <div class="pad chips" role="radiogroup" aria-label={t("stats_span")}>{SPANS.map((d) => <button class="chip" key={d} role="radio" aria-checked={span.value === d} data-test={`stats-${d}`} onClick={() => { span.value = d; }}>{tn("days_n", d)}</button>)}</div>
      <Wait for={figures}>{(f) => <Drawn f={f} ch={ch} close={close} />}</Wait>
    </Sheet>
  );
}

function Drawn({ f, ch, close }: { f: Figures; ch: Chat; close: () => void }) {
  const days = f.days.map((d) => d[0]);
  const column = (n: number) => f.days.map((d) => d[n] as number);
  const grown = (f.days.at(-1)?.[1] ?? 0) - ((f.days[0]?.[1] ?? 0) - (f.days[0]?.[2] ?? 0) + (f.days[0]?.[3] ?? 0));
  const [muted, asked] = f.muted;
  const channel = ch.kind === "channel";
  const members = t(channel ? "subscribers_title" : "members_title");
  const each = (sum: number): string => short(f.posts ? Math.round((sum / f.posts) * 10) / 10 : 0);
  const tiles: [string, string, string?][] = [
    [members, count(f.days.at(-1)?.[1] ?? ch.members), grown ? `${grown > 0 ? "+" : "−"}${count(Math.abs(grown))}` : undefined],
    ...(channel ? [[t("views_each"), each(f.views)], [t("forwards_each"), each(f.forwards)]] as [string, string][] : []),
    [t(channel ? "posts_title" : "messages"), count(f.posts)],
    [t("notify_on"), asked ? `${count(Math.round((100 * (asked - muted)) / asked))}%` : "–"],
  ];
  return (
    <div class="col stats">
      <dl class="figures">{tiles.map(([name, value, more]) => <div key={name}><dt>{name}</dt><dd>{value}{more ? <span class={more.startsWith("+") ? "up" : "down-by"} dir="ltr">{more}</span> : null}</dd></div>)}</dl>
      <Chart title={members} days={days} kind="line" series={[{ name: members, values: column(1), tone: "one" }]} test="chart-members" />
      <Chart title={t("came_went")} days={days} kind="bars" sum series={[{ name: t("came"), values: column(2), tone: "one" }, { name: t("went"), values: column(3), tone: "two" }]} test="chart-joins" />
      {channel ? <Chart title={t("views_day")} days={days} kind="bars" sum series={[{ name: t("views"), values: column(5), tone: "one" }]} test="chart-views" /> : null}
      <Chart title={t(channel ? "posts_day" : "messages_day")} days={days} kind="bars" sum series={[{ name: t(channel ? "posts_title" : "messages"), values: column(4), tone: "one" }]} test="chart-posts" />
      <Chart title={t("reactions_day")} days={days} kind="bars" sum series={[{ name: t("reactions"), values: column(6), tone: "one" }]} test="chart-reactions" />
      {f.top.length ? <div class="group"><h3>{t("top_posts")}</h3>{f.top.map((m) => <Top key={m.s} m={m} ch={ch} close={close} />)}</div> : null}
      <p class="small quiet pad">{t("stats_note")}</p>
    </div>
  );
}

function Top({ m, ch, close }: { m: WireMessage; ch: Chat; close: () => void }) {
  const reactions = (m.rx ?? []).reduce((sum, [, n]) => sum + n, 0);
  const facts: [Parameters<typeof Icon>[0]["name"], number | undefined, string][] = [["eye", m.vw, t("views")], ["forward", m.fc, t("forwards")], ["smile", reactions, t("reactions")], ["chat", m.cm ? m.cm - 1 : 0, t("comments")]];
  return (
    <button class="line" data-test="top-post" onClick={() => { close(); go(hrefOf(ch.id, m.s)); }}>
      <span class="grow"><span class="cut" style="display:block" dir="auto">{m.x || m.po?.q || t("message")}</span>
        <span class="sub row" style="gap:10px">{date(m.d)}{facts.map(([icon, n, name]) => n ? <span class="fact" key={icon} role="img" aria-label={`${name}: ${count(n)}`}><Icon name={icon} size={15} />{short(n)}</span> : null)}</span></span>
    </button>
  );
}
