/** Bytes and lengths as people read them. */
import { lang, t } from "../say";

const UNITS = ["", "kilobyte", "megabyte", "gigabyte"] as const;

/** "1.4 MB", as this language writes it. */
export function bytes(n: number): string {
  const step = Math.min(3, Math.max(1, n > 0 ? Math.floor(Math.log(n) / Math.log(1000)) : 1));
  const value = n / 1000 ** step;
  return new Intl.NumberFormat(lang.value, { style: "unit", unit: UNITS[step] as string, unitDisplay: "short", maximumFractionDigits: step > 1 || (value > 0 && value < 10) ? 1 : 0 }).format(value);
}

/** Seconds as "1:05". */
export function spell(s: number): string {
  const whole = Math.max(0, Math.round(s || 0));
  const [h, m] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${h ? `${h}:${String(m).padStart(2, "0")}` : m}:${String(whole % 60).padStart(2, "0")}`;
}

/** "PDF", "ZIP" … of a file name. */
export const ending = (name: string): string => /\.([^.\s]{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? t("kind_file");
