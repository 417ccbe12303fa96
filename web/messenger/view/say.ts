/** Words on the screen: one language loaded at a time, plurals by Intl. */
import { signal } from "@preact/signals";
import type { Words } from "../words/en";

export const langs = { en: "English", ru: "Русский", ar: "العربية" } as const;
export type Lang = keyof typeof langs;
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type Text = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];
type Counted = { [K in keyof Words]: Words[K] extends string ? never : K }[keyof Words];

const loaders: Record<Lang, () => Promise<{ words: Words }>> = {
  en: () => import("../words/en"),
  ru: () => import("../words/ru"),
  ar: () => import("../words/ar"),
};

export const lang = signal<Lang>("en");
const words = signal<Words | null>(null);
let rules = new Intl.PluralRules("en");

export function firstLang(): Lang {
  const kept = localStorage.getItem("lang");
  const wanted = [kept, ...navigator.languages].map((l) => (l ?? "").slice(0, 2));
  return (wanted.find((l) => l in langs) as Lang | undefined) ?? "en";
}

export async function speak(next: Lang, keep = false): Promise<void> {
  const loaded = await loaders[next]();
  rules = new Intl.PluralRules(next);
  lang.value = next;
  words.value = loaded.words;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
  if (keep) localStorage.setItem("lang", next);
}

type Facts = Record<string, string | number>;
const fill = (text: string, facts?: Facts): string =>
  facts ? text.replace(/\{(\w+)\}/g, (whole, key: string) => String(facts[key] ?? whole)) : text;

/** The sentence called `key`, with {places} filled. */
export function t(key: Text, facts?: Facts): string {
  const found = words.value?.[key] as string | undefined;
  return fill(found ?? "", facts);
}

/** The sentence called `key` in the grammatical number of `n`; {n} is the number, written as this language writes it. */
export function tn(key: Counted, n: number, facts?: Facts): string {
  const forms = words.value?.[key] as Forms | undefined;
  return forms ? fill(forms[rules.select(n)] ?? forms.other, { n: new Intl.NumberFormat(lang.value).format(n), ...facts }) : "";
}

/** A sentence whose key came from a server code: undefined when we have no words for it. */
export function maybe(key: string): string | undefined {
  const found = (words.value as Record<string, unknown> | null)?.[key];
  return typeof found === "string" ? found : undefined;
}

/** A number as this language writes it, shortened from ten thousand on. */
export const count = (n: number): string =>
  new Intl.NumberFormat(lang.value, n >= 10_000 ? { notation: "compact", maximumFractionDigits: 1 } : {}).format(n);
