/** Times and days as people read them. All times are milliseconds. */
import { lang, t, tn } from "./say";

const made = new Map<string, Intl.DateTimeFormat>();
function format(ms: number, key: string, how: Intl.DateTimeFormatOptions): string {
  const id = lang.value + key;
  let f = made.get(id);
  if (!f) made.set(id, (f = new Intl.DateTimeFormat(lang.value, how)));
  return f.format(ms);
}

/** A number per calendar day in the reader's own time zone. */
export function dayOf(ms: number): number {
  const d = new Date(ms);
  return d.getFullYear() * 10_000 + d.getMonth() * 100 + d.getDate();
}

export const clock = (ms: number): string => format(ms, "t", { hour: "numeric", minute: "2-digit" });
export const full = (ms: number): string => format(ms, "f", { dateStyle: "long", timeStyle: "short" });
/** The same, as short as can be: 5 Mar, 14:02. */
export function moment(ms: number, now = Date.now()): string {
  const old = new Date(ms).getFullYear() !== new Date(now).getFullYear();
  return format(ms, old ? "my" : "m", { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", ...(old ? { year: "numeric" } : {}) });
}
export const date = (ms: number): string => format(ms, "d", { dateStyle: "medium" });

/** A day without its year: 5 Mar. The day is one of UTC. */
export const dayMonth = (ms: number): string => format(ms, "u", { day: "numeric", month: "short", timeZone: "UTC" });

export function dayName(ms: number, now = Date.now()): string {
  if (dayOf(ms) === dayOf(now)) return t("today");
  if (dayOf(ms) === dayOf(now - 86_400_000)) return t("yesterday");
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return sameYear ? format(ms, "dm", { day: "numeric", month: "long" }) : format(ms, "dmy", { day: "numeric", month: "long", year: "numeric" });
}

/** For the chat list: the hour today, the weekday this week, else the date. */
export function brief(ms: number, now = Date.now()): string {
  if (!ms) return "";
  if (dayOf(ms) === dayOf(now)) return clock(ms);
  if (now - ms < 6 * 86_400_000) return format(ms, "w", { weekday: "short" });
  if (new Date(ms).getFullYear() === new Date(now).getFullYear()) return format(ms, "sm", { day: "numeric", month: "short" });
  return format(ms, "s", { day: "2-digit", month: "2-digit", year: "2-digit" });
}

export function lastSeen(ms: number | undefined, now = Date.now()): string {
  if (!ms) return t("seen_hidden");
  const min = Math.floor((now - ms) / 60_000);
  if (min < 1) return t("seen_now");
  if (min < 60) return tn("seen_min", min);
  if (dayOf(ms) === dayOf(now)) return t("seen_at", { time: clock(ms) });
  if (dayOf(ms) === dayOf(now - 86_400_000)) return t("seen_yesterday", { time: clock(ms) });
  return t("seen_on", { date: date(ms) });
}
