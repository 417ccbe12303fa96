/** A modal dialog on the browser's own <dialog>: focus is kept inside, Esc closes, focus returns to where it was. */
import type { ComponentChildren } from "preact";
import { signal, useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icons";
import { layers, MenuHost } from "./Menu";
import { t } from "./say";

type Open = { key: number; draw: (close: () => void) => ComponentChildren };
const open = signal<Open[]>([]);
let last = 0;

/** Show a dialog; `draw` gets the function that closes it. */
export function showSheet(draw: Open["draw"]): () => void {
  const key = (last += 1);
  const close = () => { open.value = open.value.filter((o) => o.key !== key); };
  open.value = [...open.value, { key, draw }];
  return close;
}

// Back closes what lies on top; whoever goes elsewhere leaves the dialogs behind.
addEventListener("hashchange", () => { open.value = []; });

export function Sheets() {
  return <>{open.value.map((o) => <div key={o.key}>{o.draw(() => { open.value = open.value.filter((x) => x.key !== o.key); })}</div>)}</>;
}

/** `reading`: nothing inside takes the focus, so that the text itself must, to be scrolled by keys. */
interface Props { title: string; onClose: () => void; onBack?: (() => void) | undefined; tall?: boolean; reading?: boolean; test?: string; foot?: ComponentChildren; children?: ComponentChildren }

export function Sheet({ title, onClose, onBack, tall, reading, test, foot, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const layer = useSignal<HTMLElement | undefined>(undefined);
  const id = useId();
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const el = box.current;
    el?.showModal();
    if (document.activeElement?.closest("header")?.parentElement === el) el?.focus(); // nothing asked for the focus: the title is read, and no ring is around "close"
    if (el) layers.value = [...layers.value, el];
    layer.value = el ?? undefined;
    return () => { layers.value = layers.value.filter((each) => each !== el); el?.close(); before?.focus?.(); }; // while it is open nothing behind it takes the focus
  }, []);
  return (
    <dialog ref={box} tabIndex={-1} class={tall ? "sheet tall" : "sheet"} aria-labelledby={id} data-test={test} onCancel={(ev) => { ev.preventDefault(); onClose(); }} onMouseDown={(ev) => { if (ev.target === box.current) onClose(); }}>
      <header>
        {onBack ? <button class="tool flip" aria-label={t("back")} onClick={onBack}><Icon name="back" /></button> : null}
        <h2 id={id} class="cut" dir="auto">{title}</h2>
        <button class="tool" aria-label={t("close")} data-test="sheet-close" onClick={onClose}><Icon name="close" /></button>
      </header>
      <div class="body" tabIndex={reading ? 0 : undefined}>{children}</div>
      {foot ? <footer>{foot}</footer> : null}
      {layer.value ? <MenuHost within={layer.value} /> : null}
    </dialog>
  );
}

interface Question { title: string; text?: string; yes: string; danger?: boolean; extra?: string; secret?: { label: string; hint?: string | undefined }; typed?: { label: string; wanted: string } }

/** Ask before doing; resolves to null when declined, else to whether the extra box was ticked and the secret typed. */
export function confirm(q: Question): Promise<{ extra: boolean; secret: string } | null> {
  return new Promise((answer) => {
    let ticked = false;
    let typed = "";
    const ready = signal(!q.typed);
    showSheet((close) => {
      const end = (with_: { extra: boolean; secret: string } | null) => { close(); answer(with_); };
      const foot = (
        <>
          <button class="btn plain" onClick={() => end(null)}>{t("cancel")}</button>
          <button class={q.danger ? "btn danger" : "btn"} disabled={!ready.value} data-test="confirm" onClick={() => end({ extra: ticked, secret: typed })}>{q.yes}</button>
        </>
      );
      return (
        <Sheet title={q.title} onClose={() => end(null)} foot={foot}>
          {q.text ? <p class="pad quiet">{q.text}</p> : null}
          {q.secret ? <label class="field pad"><span class="lbl">{q.secret.label}</span><input class="in" type="password" autoFocus autoComplete="current-password" data-test="confirm-secret" onInput={(ev) => { typed = ev.currentTarget.value; }} onKeyDown={(ev) => { if (ev.key === "Enter") end({ extra: ticked, secret: typed }); }} />{q.secret.hint ? <span class="hint" dir="auto">{q.secret.hint}</span> : null}</label> : null}
          {q.typed ? <label class="field pad"><span class="lbl">{q.typed.label}</span><input class="in" dir="auto" autoComplete="off" data-test="confirm-typed" onInput={(ev) => { ready.value = ev.currentTarget.value.trim() === q.typed?.wanted.trim(); }} /></label> : null}
          {q.extra ? <label class="line"><input type="checkbox" class="switch" onChange={(ev) => { ticked = ev.currentTarget.checked; }} />{q.extra}</label> : null}
        </Sheet>
      );
    });
  });
}
