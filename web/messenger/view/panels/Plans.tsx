/** Posts for later: choosing a time, and the list of what waits, with its words, its time, and what went wrong. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Entity, type Media, mediaView, type Planned } from "../../core/api";
import { Icon } from "../icons";
import { read, write } from "../markup";
import { pictureFor, posterOf } from "../media/url";
import { Rich } from "../rich";
import { maybe, t } from "../say";
import { confirm, Sheet, showSheet } from "../Sheet";
import { ask } from "../state";
import { talk } from "../talk";
import { tell, toast } from "../Toast";
import { dayName, clock, full } from "../when";
import { useFetched } from "./fetched";
import { local } from "./Until";
import { Wait } from "./Wait";

const HOUR = 3_600_000;
/** Files that are being made fit to be shown are looked after so often. */
const LOOK_MS = 2000;
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");

/** Today at eight in the evening, tomorrow at nine: times people mean. */
function usual(now = Date.now()): [string, number][] {
  const at = (days: number, hour: number) => { const d = new Date(now); d.setDate(d.getDate() + days); d.setHours(hour, 0, 0, 0); return d.getTime(); };
  const found: [string, number][] = [[t("in_hour"), now + HOUR], [`${t("today")} ${clock(at(0, 20))}`, at(0, 20)], [`${t("tomorrow")} ${clock(at(1, 9))}`, at(1, 9)]];
  return found.filter(([, ms]) => ms > now + 60_000);
}

function When({ at }: { at: { value: string } }) {
  const ms = new Date(at.value).getTime();
  return (
    <>
      <div class="pad chips" role="group" aria-label={t("when")}>{usual().map(([name, then]) => <button class="chip" key={name} aria-pressed={at.value === local(then)} data-test="usual-time" onClick={() => { at.value = local(then); }}>{name}</button>)}</div>
      <label class="field pad"><span class="lbl">{t("when")}</span><input class="in" type="datetime-local" value={at.value} min={local(Date.now())} max={local(Date.now() + 365 * 24 * HOUR)} data-test="schedule-at" onInput={(ev) => { at.value = ev.currentTarget.value; }} />
        {ms > Date.now() + 10_000 ? <span class="hint">{full(ms)} · {t("your_zone", { zone: zone() })}</span> : <span class="err">{t("must_be_future")}</span>}</label>
    </>
  );
}

export function Schedule({ close, done }: { close: () => void; done: (at: number) => void }) {
  const at = useSignal(local(Date.now() + HOUR));
  const ms = new Date(at.value).getTime();
  return (
    <Sheet title={t("send_later")} onClose={close} test="schedule-sheet" foot={<button class="btn" disabled={!(ms > Date.now() + 10_000)} data-test="schedule-go" onClick={() => { close(); done(ms); }}>{t("schedule")}</button>}>
      <When at={at} />
    </Sheet>
  );
}

export function Scheduled({ close, chat }: { close: () => void; chat: number }) {
  const coming = (talk.value?.items ?? []).filter((m) => m.planned).length;
  const list = useFetched(() => ask("sched.list", { c: chat }).then((r) => r.items), [coming]);
  const making = list.value.value?.some((it) => it.fl?.some((file) => file.st === 1));
  useEffect(() => {
    if (!making) return undefined;
    const timer = setInterval(list.again, LOOK_MS);
    return () => clearInterval(timer);
  }, [making]);
  return (
    <Sheet title={t("scheduled")} onClose={close} tall test="scheduled-sheet">
      <Wait for={list}>{(items) => items.length ? <ol>{items.map((it) => <Item key={it.id} it={it} again={list.again} />)}</ol> : <div class="empty"><span class="art"><Icon name="calendar" size={36} /></span><p>{t("nothing_scheduled")}</p></div>}</Wait>
    </Sheet>
  );
}

function Item({ it, again }: { it: Planned; again: () => void }) {
  const act = (method: "sched.cancel" | "sched.now") => void tell(ask(method, { id: it.id })).then(again);
  const cancel = async () => { if (await confirm({ title: t("unschedule_q"), yes: t("delete"), danger: true })) act("sched.cancel"); };
  return (
    <li class="plan" data-test="plan" data-err={it.err}>
      <p class="small quiet"><Icon name={it.err ? "alert" : "calendar"} size={16} /> <time>{dayName(it.at)}, {clock(it.at)}</time>{it.si ? <><Icon name="mute" size={14} />{t("silent")}</> : null}</p>
      {it.err ? <p class="bad small" role="alert">{t("not_sent")}: {maybe(`why_${it.err.replaceAll(".", "_")}`) ?? maybe(`err_${it.err}`) ?? it.err}</p> : null}
      {it.fl?.length ? <div class="planfiles">{it.fl.map((file) => <PlanFile key={file.id} media={mediaView(file)} />)}</div> : null}
      <div class="tx" dir="auto">{it.po ? `📊 ${it.po.q}` : <Rich x={it.x} en={it.en ?? []} />}</div>
      <div class="row" style="gap:6px;flex-wrap:wrap">
        <button class="btn soft" data-test="plan-now" onClick={() => act("sched.now")}>{t("send_now")}</button>
        <button class="btn plain" data-test="plan-edit" onClick={() => showSheet((end) => <EditPlan close={end} it={it} done={again} />)}>{t("edit")}</button>
        <button class="btn plain" data-test="plan-cancel" onClick={() => void cancel()}>{t("delete")}</button>
      </div>
    </li>
  );
}

function PlanFile({ media }: { media: Media }) {
  const src = media.kind === "photo" || media.kind === "sticker" ? pictureFor(media, 64) : media.kind === "video" || media.kind === "loop" || media.kind === "round" ? posterOf(media) : undefined;
  const name = media.name || t(`kind_${media.kind}`);
  return src ? <img src={src} alt={name} title={name} loading="lazy" data-test="plan-file" /> : <span class="tag" data-test="plan-file"><bdi>{name}</bdi></span>;
}

function EditPlan({ close, it, done }: { close: () => void; it: Planned; done: () => void }) {
  const text = useSignal(write(it.x, it.en));
  const at = useSignal(local(Math.max(it.at, Date.now() + (it.err ? HOUR : 0))));
  const ms = new Date(at.value).getTime();
  const save = async () => {
    const said = read(text.value, (it.en ?? []).filter((e) => e[0] === "mention").map((e) => ({ name: it.x.slice(e[1] + 1, e[1] + e[2]), u: Number(e[3]) })));
    const same = Math.abs(ms - it.at) < 60_000 && !it.err;
    if ((await tell(ask("sched.edit", { id: it.id, ...(it.po ? {} : { x: said.x, en: said.en as Entity[] }), ...(same ? {} : { at: ms }) }))) === undefined) return;
    close();
    toast(t("scheduled_at", { date: full(same ? it.at : ms) }));
    done();
  };
  return (
    <Sheet title={t("edit")} onClose={close} test="plan-sheet" foot={<button class="btn" disabled={(!it.po && !it.fl?.length && !text.value.trim()) || !(ms > Date.now() + 10_000)} data-test="plan-save" onClick={() => void save()}>{t("save")}</button>}>
      {it.po ? null : <label class="field pad"><span class="lbl">{t("message")}</span><textarea class="in" dir="auto" rows={5} maxLength={4000} value={text.value} data-test="plan-text" onInput={(ev) => { text.value = ev.currentTarget.value; }} /></label>}
      <When at={at} />
    </Sheet>
  );
}
