/** The gate: phone number, code, perhaps a password or a name; or a passkey; or a QR code held to a phone. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { countryOf } from "./countries";
import { device } from "./device";
import { Drum, Icon } from "./icons";
import { placeOf, showMenu } from "./Menu";
import { canPasskey, getPasskey } from "./passkey";
import { type Lang, lang, langs, speak, t, tn } from "./say";
import { account, ask } from "./state";
import { dark, setTheme } from "./theme";
import { sorry } from "./Toast";
import "../styles/gate.css";

type Step = { at: "phone" } | { at: "code" | "password" | "name"; id: string; len: number; hint?: string };

interface Part { step: Signal<Step>; busy: Signal<boolean>; wrong: Signal<string>; phone: Signal<string> }

async function attempt(p: Part, work: () => Promise<unknown>): Promise<void> {
  p.busy.value = true;
  p.wrong.value = "";
  try {
    await work();
  } catch (err) {
    const e = err as { code?: string; facts?: Record<string, unknown> };
    const now = p.step.value;
    if (e.code === "NEED_PASSWORD" && now.at !== "phone") p.step.value = { ...now, at: "password", hint: String(e.facts?.["hint"] ?? "") };
    else if (e.code === "NEED_NAME" && now.at !== "phone") p.step.value = { ...now, at: "name" };
    else p.wrong.value = sorry(err);
  }
  p.busy.value = false;
}

function Phone(p: Part) {
  const start = () => attempt(p, async () => {
    const { id, len } = await ask("auth.start", { phone: p.phone.value.replace(/[^\d+]/g, ""), device: device(), lang: lang.value });
    p.step.value = { at: "code", id, len: len || 5 };
  });
  const passkey = () => attempt(p, async () => {
    const { id, options } = await ask("auth.passkey.begin", { device: device() });
    await ask("auth.passkey.finish", { id, credential: await getPasskey(options) });
  });
  const hint = countryOf(p.phone.value);
  return (
    <form class="col" style="gap:16px" onSubmit={(ev) => { ev.preventDefault(); void start(); }}>
      <label class="field">
        <span class="lbl">{t("phone")}</span>
        <span class="phone"><input class="in" type="tel" inputMode="tel" autoComplete="tel" autoFocus required value={p.phone.value} placeholder="+7 900 000 00 00" data-test="phone" onInput={(ev) => { p.phone.value = ev.currentTarget.value; }} /></span>
        {p.wrong.value ? <span class="err" role="alert">{p.wrong.value}</span> : <span class="hint">{hint || t("phone_hint")}</span>}
      </label>
      <button class={p.busy.value ? "btn wide busy" : "btn wide"} disabled={p.busy.value || p.phone.value.replace(/\D/g, "").length < 7} data-test="phone-next">{t("next")}</button>
      {canPasskey() ? <><div class="or">{t("or")}</div><button type="button" class="btn soft wide" data-test="passkey" onClick={() => void passkey()}><Icon name="key" size={20} />{t("use_passkey")}</button></> : null}
    </form>
  );
}

function Code(p: Part & { id: string; len: number }) {
  const box = useRef<HTMLDivElement>(null);
  const digits = useSignal<string[]>(Array.from({ length: p.len }, () => ""));
  const again = useSignal(60);
  const inputs = () => [...(box.current?.querySelectorAll("input") ?? [])];
  useLayoutEffect(() => inputs()[0]?.focus(), []); // before the first key: a late focus would scatter the digits
  useEffect(() => {
    const timer = setInterval(() => { again.value = Math.max(0, again.value - 1); }, 1000);
    return () => clearInterval(timer);
  }, []);
  const submit = async () => {
    const code = digits.value.join("");
    if (code.length !== p.len || p.busy.value) return;
    await attempt(p, () => ask("auth.code", { id: p.id, code }));
    if (p.wrong.value) {
      digits.value = digits.value.map(() => "");
      inputs()[0]?.focus();
    }
  };
  const fill = (from: number, typed: string) => {
    const got = [...typed.replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660)).replace(/\D/g, "")];
    const next = [...digits.value];
    got.forEach((d, i) => { if (from + i < p.len) next[from + i] = d; });
    if (!got.length) next[from] = "";
    digits.value = next;
    inputs()[Math.min(p.len - 1, from + got.length)]?.focus();
    void submit();
  };
  return (
    <form class="col" style="gap:16px" onSubmit={(ev) => { ev.preventDefault(); void submit(); }}>
      <p class="center quiet">{t("code_sent")} <bdi dir="ltr"><strong>{p.phone.value}</strong></bdi></p>
      <div class="digits" ref={box} role="group" aria-label={t("code")}>
        {digits.value.map((d, i) => (
          <input key={i} class="in" inputMode="numeric" autoComplete={i ? "off" : "one-time-code"} maxLength={p.len} value={d} aria-label={tn("digit_n", i + 1)} aria-invalid={!!p.wrong.value} data-test={`code-${i}`}
            onInput={(ev) => { const v = ev.currentTarget.value; fill(i, v.length > 1 && v.length < p.len ? v.slice(-1) : v); ev.currentTarget.value = digits.value[i] ?? ""; }}
            onPaste={(ev) => { ev.preventDefault(); fill(0, ev.clipboardData?.getData("text") ?? ""); }}
            onFocus={(ev) => ev.currentTarget.select()}
            onKeyDown={(ev) => {
              if (ev.key === "Backspace" && !d && i) { const next = [...digits.value]; next[i - 1] = ""; digits.value = next; inputs()[i - 1]?.focus(); }
              if (ev.key === "ArrowLeft") inputs()[i - 1]?.focus();
              if (ev.key === "ArrowRight") inputs()[i + 1]?.focus();
            }} />
        ))}
      </div>
      {p.wrong.value ? <p class="bad center small" role="alert" data-test="wrong">{p.wrong.value}</p> : null}
      <p class="center small quiet">{t("code_where")}</p>
      <button type="button" class="btn plain wide" disabled={again.value > 0} onClick={() => void attempt(p, async () => {
        const { id, len } = await ask("auth.start", { phone: p.phone.value.replace(/[^\d+]/g, ""), device: device(), lang: lang.value });
        p.step.value = { at: "code", id, len };
        again.value = 60;
      })}>{again.value ? tn("again_in", again.value) : t("send_again")}</button>
    </form>
  );
}

function Word(p: Part & { id: string; kind: "password" | "name"; hint?: string }) {
  const value = useSignal("");
  const password = p.kind === "password";
  const submit = () => attempt(p, () => (password ? ask("auth.password", { id: p.id, password: value.value }) : ask("auth.name", { id: p.id, name: value.value.trim() })));
  return (
    <form class="col" style="gap:16px" onSubmit={(ev) => { ev.preventDefault(); void submit(); }}>
      <p class="center quiet">{password ? t("password_text") : t("name_text")}</p>
      <label class="field">
        <span class="lbl">{password ? t("password") : t("your_name")}</span>
        {password
          ? <input class="in" type="password" autoComplete="current-password" autoFocus required maxLength={256} value={value.value} data-test="password" onInput={(ev) => { value.value = ev.currentTarget.value; }} />
          : <input class="in" dir="auto" autoComplete="name" autoFocus required maxLength={64} value={value.value} data-test="name" onInput={(ev) => { value.value = ev.currentTarget.value; }} />}
        {p.wrong.value ? <span class="err" role="alert">{p.wrong.value}</span> : p.hint ? <span class="hint">{t("password_hint")}: <bdi>{p.hint}</bdi></span> : null}
      </label>
      <button class={p.busy.value ? "btn wide busy" : "btn wide"} disabled={p.busy.value || !value.value.trim()} data-test={`${p.kind}-next`}>{password ? t("sign_in") : t("start")}</button>
    </form>
  );
}

/** Shown on wide screens: another device, already signed in, approves this one. */
function Qr(p: Part) {
  const svg = useSignal("");
  useEffect(() => {
    let live = true;
    const run = async () => {
      while (live) {
        const q = await ask("auth.qr.create", { device: device() }).catch(() => null);
        if (!q) { await pause(5000); continue; }
        svg.value = `data:image/svg+xml,${encodeURIComponent(q.svg)}`;
        const end = q.expires > 1e12 ? q.expires : Date.now() + q.expires * 1000;
        while (live && Date.now() < end) {
          await pause(2000);
          const r = await ask("auth.qr.poll", { id: q.id, secret: q.secret }).catch((err: unknown) => err as { code?: string; facts?: Record<string, unknown> });
          if (!("code" in r)) {
            if ("wait" in r) continue;
            return;
          }
          if (r.code === "RETRY" || r.code === "FLOOD" || r.code === "OFFLINE") continue;
          if (r.code !== "NEED_PASSWORD") break;
          p.step.value = { at: "password", id: String(r.facts?.["id"] ?? ""), len: 0, hint: String(r.facts?.["hint"] ?? "") };
          return;
        }
      }
    };
    if (matchMedia("(min-width: 960px)").matches) void run();
    return () => { live = false; };
  }, []);
  return (
    <section class="qr" aria-label={t("qr_title")}>
      <span class="qrcode">{svg.value ? <img src={svg.value} alt={t("qr_title")} data-test="qr" /> : <span class="spin" />}</span>
      <h2>{t("qr_title")}</h2>
      <ol><li>{t("qr_1")}</li><li>{t("qr_2")}</li><li>{t("qr_3")}</li></ol>
    </section>
  );
}
const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

export function SignIn() {
  const part: Part = { step: useSignal<Step>({ at: "phone" }), busy: useSignal(false), wrong: useSignal(""), phone: useSignal("+") };
  const step = part.step.value;
  const titles = { phone: t("welcome"), code: t("code"), password: t("password"), name: t("your_name") };
  const language = (ev: Event) => showMenu(placeOf(ev), (Object.keys(langs) as Lang[]).map((l) => ({ icon: l === lang.value ? "check" : "globe", text: langs[l], run: () => void speak(l, true), test: `lang-${l}` })), t("language"));
  const reason = account.value.reason;
  return (
    <div class={step.at === "phone" ? "gate two" : "gate"}>
      <div class="top">
        <button class="tool" aria-label={t("language")} aria-haspopup="menu" data-test="language" onClick={language}><Icon name="globe" /></button>
        <button class="tool" aria-label={dark.value ? t("light_theme") : t("dark_theme")} onClick={() => setTheme(dark.value ? "light" : "dark")}><Icon name="moon" /></button>
      </div>
      <main class="card" data-test="gate" data-step={step.at}>
        <span class="mark"><Drum size={52} /></span>
        <h1>{titles[step.at]}</h1>
        {step.at === "phone" ? <p class="center quiet">{reason ? t("signed_out") : t("welcome_text")}</p> : null}
        {step.at === "phone" ? <Phone {...part} /> : step.at === "code" ? <Code key={step.id} {...part} id={step.id} len={step.len} /> : <Word key={step.at} {...part} id={step.id} kind={step.at} {...(step.hint ? { hint: step.hint } : {})} />}
        {step.at === "phone" ? <p class="center small quiet">{t("honest")} <a href={`/rules?lang=${lang.value}`} target="_blank" rel="noopener" data-test="rules">{t("rules_agree")}</a></p> : <button class="btn plain wide" onClick={() => { part.wrong.value = ""; part.step.value = { at: "phone" }; }}>{t("other_number")}</button>}
      </main>
      {step.at === "phone" ? <Qr {...part} /> : null}
    </div>
  );
}
