/** Words on the screen: one language loaded at a time, plurals by Intl. */
import { signal } from "@preact/signals";
import type { Words } from "../words/en";
import type { More } from "../words/more.en";

export const langs = { en: "English", ru: "Русский", ar: "العربية" } as const;
export type Lang = keyof typeof langs;
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type All = Words & More;
type Text = { [K in keyof All]: All[K] extends string ? K : never }[keyof All];
type Counted = { [K in keyof All]: All[K] extends string ? never : K }[keyof All];

const loaders: Record<Lang, () => Promise<{ words: Words }>> = {
  en: () => import("../words/en"),
  ru: () => import("../words/ru"),
  ar: () => import("../words/ar"),
};

/** Sentences of panels that are fetched when first needed. */
const moreLoaders: Record<Lang, () => Promise<{ words: More }>> = {
  en: () => import("../words/more.en"),
  ru: () => import("../words/more.ru"),
  ar: () => import("../words/more.ar"),
};

export const lang = signal<Lang>("en");
const words = signal<Words | null>(null);
const more = signal<{ of: Lang; words: More } | null>(null);
let rules = new Intl.PluralRules("en");

export function firstLang(): Lang {
  const kept = localStorage.getItem("lang");
  const wanted = [kept, ...navigator.languages].map((l) => (l ?? "").slice(0, 2));
  return (wanted.find((l) => l in langs) as Lang | undefined) ?? "en";
}

export async function speak(next: Lang, keep = false): Promise<void> {
  const [loaded] = await Promise.all([loaders[next](), more.peek() ? loadMore(next) : undefined]);
  rules = new Intl.PluralRules(next);
  lang.value = next;
  words.value = loaded.words;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
  if (keep) localStorage.setItem("lang", next);
  if (keep || localStorage.getItem("lang")) void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ speak: next }));
}

async function loadMore(of: Lang): Promise<void> {
  if (more.peek()?.of !== of) more.value = { of, words: (await moreLoaders[of]()).words };
}

/** Call and wait before drawing a panel that speaks of running a chat, of folders or of plans. */
export const moreWords = (): Promise<void> => loadMore(lang.peek());

const find = (key: string): unknown => (words.value as Record<string, unknown> | null)?.[key] ?? (more.value?.words as Record<string, unknown> | undefined)?.[key];

type Facts = Record<string, string | number>;
const fill = (text: string, facts?: Facts): string =>
  facts ? text.replace(/\{(\w+)\}/g, (whole, key: string) => String(facts[key] ?? whole)) : text;

/** The sentence called `key`, with {places} filled. */
export function t(key: Text, facts?: Facts): string {
  return fill((find(key) as string | undefined) ?? "", facts);
}

/** The sentence called `key` in the grammatical number of `n`; {n} is the number, written as this language writes it. */
export function tn(key: Counted, n: number, facts?: Facts): string {
  const forms = find(key) as Forms | undefined;
  return forms ? fill(forms[rules.select(n)] ?? forms.other, { n: new Intl.NumberFormat(lang.value).format(n), ...facts }) : "";
}

/** A sentence whose key came from a server code: undefined when we have no words for it. */
export function maybe(key: string): string | undefined {
  const found = find(key);
  return typeof found === "string" ? found : undefined;
}

/** A number as this language writes it, shortened from ten thousand on. */
export const count = (n: number): string =>
  new Intl.NumberFormat(lang.value, n >= 10_000 ? { notation: "compact", maximumFractionDigits: 1 } : {}).format(n);
/** A counter beside a text: 950, 1.2K, 3.4M. */
export const short = (n: number): string =>
  new Intl.NumberFormat(lang.value, n >= 1000 ? { notation: "compact", maximumFractionDigits: n < 100_000 ? 1 : 0 } : {}).format(n);
