/** A menu at the pointer or under a button: arrows move, Esc closes, focus returns. */
import type { ComponentChildren } from "preact";
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./icons";

export interface Item { icon: IconName; text: string; run: () => void; danger?: boolean; test?: string; line?: boolean }
interface Place { x: number; y: number; from: HTMLElement | null; edge?: boolean }
interface Shown extends Place { items: Item[]; top?: ((close: () => void) => ComponentChildren) | undefined; cls?: string | undefined; label: string }

const shown = signal<Shown | null>(null);

/** Where an event asks a menu to be: the pointer, or the edge of what was pressed. */
export function placeOf(ev: Event): Place {
  const from = (ev.currentTarget ?? ev.target) as HTMLElement;
  if (ev instanceof MouseEvent && ev.type === "contextmenu" && (ev.clientX || ev.clientY)) return { x: ev.clientX, y: ev.clientY, from };
  const box = from.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 4, from, edge: true };
}

export function showMenu(place: Place, items: Item[], label: string, top?: Shown["top"], cls?: string): void {
  shown.value = { ...place, items, top, cls, label };
}
export const closeMenu = (): void => { shown.value = null; };

/** Dialogs that are open, the topmost last: what lies outside it cannot be reached, so the menu is drawn within. */
export const layers = signal<readonly HTMLElement[]>([]);

/** `within`: a dialog; without one, the page. */
export function MenuHost({ within }: { within?: HTMLElement | undefined }) {
  const now = layers.value.at(-1) === within ? shown.value : null;
  return now ? <MenuBox {...now} key={`${now.x},${now.y}`} /> : null;
}

function MenuBox({ x, y, from, edge, items, top, cls, label }: Shown) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const el = box.current as HTMLDivElement;
    const { offsetWidth: width, offsetHeight: height } = el; // not getBoundingClientRect: it is still growing
    const under = edge ? from?.getBoundingClientRect() : undefined;
    const left = under ? (under.left + under.right < innerWidth ? under.left : under.right - width) : x + width > innerWidth - 8 ? x - width : x;
    const top = under && y + height > innerHeight - 8 ? under.top - height - 4 : y;
    el.style.setProperty("--x", `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`);
    el.style.setProperty("--y", `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`);
    const first = el.querySelector<HTMLElement>(matchMedia("(pointer: coarse)").matches ? "[role=menuitem], button" : "[role=menuitem], button, input"); // a field would raise the keyboard of a phone
    first?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const away = (ev: Event) => { if (!box.current?.contains(ev.target as Node)) closeMenu(); };
    addEventListener("pointerdown", away, true);
    addEventListener("resize", closeMenu);
    addEventListener("hashchange", closeMenu);
    return () => {
      removeEventListener("pointerdown", away, true);
      removeEventListener("resize", closeMenu);
      removeEventListener("hashchange", closeMenu);
      if (document.activeElement === document.body || box.current?.contains(document.activeElement)) from?.focus({ preventScroll: true });
    };
  }, []);
  const keys = (ev: KeyboardEvent) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const back = () => { from?.focus(); closeMenu(); ev.preventDefault(); ev.stopPropagation(); };
    if (ev.key === "Escape" || (ev.key === "Tab" && all.length)) return back();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[ev.key];
    if (to !== undefined) { all[to]?.focus(); ev.preventDefault(); }
  };
  return (
    <div ref={box} class={`menu ${cls ?? ""}`} onKeyDown={keys} onFocusOut={(ev) => { if (ev.relatedTarget && !box.current?.contains(ev.relatedTarget as Node)) closeMenu(); }} role={items.length ? undefined : "dialog"} aria-label={items.length ? undefined : label} data-test="menu">
      {top?.(closeMenu)}
      {items.length ? (
        <div role="menu" aria-label={label}>
          {items.map((it) => (
            <>
              {it.line ? <hr role="none" /> : null}
              <button role="menuitem" tabIndex={-1} class={it.danger ? "item danger" : "item"} data-test={it.test} onClick={() => { from?.focus({ preventScroll: true }); closeMenu(); it.run(); }}>
                <Icon name={it.icon} size={20} />
                <span>{it.text}</span>
              </button>
            </>
          ))}
        </div>
      ) : null}
    </div>
  );
}

const SWIPE_PX = 56;

/** Right click, long press and the menu key, as one gesture; `swiped`: a finger drew it towards the line's start. */
export function onContext(open: (place: Place) => void, swiped?: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at = { x: 0, y: 0 };
  let drawn = 0;
  const stop = () => clearTimeout(timer);
  const draw = (ev: TouchEvent) => {
    const touch = ev.touches[0] as Touch;
    const far = (touch.clientX - at.x) * (document.documentElement.dir === "rtl" ? 1 : -1);
    if (!drawn && (far < 12 || Math.abs(touch.clientY - at.y) > far / 2)) return;
    if (drawn < SWIPE_PX && far >= SWIPE_PX) navigator.vibrate?.(10);
    drawn = Math.max(1, Math.min(far, SWIPE_PX + 16));
    (ev.currentTarget as HTMLElement).style.setProperty("--drawn", `${drawn}px`);
  };
  const drop = (ev: TouchEvent) => {
    stop();
    (ev.currentTarget as HTMLElement).style.removeProperty("--drawn");
    if (drawn >= SWIPE_PX && ev.type === "touchend") swiped?.();
    drawn = 0;
  };
  return {
    onContextMenu: (ev: MouseEvent) => { ev.preventDefault(); stop(); open(placeOf(ev)); },
    onTouchStart: (ev: TouchEvent) => {
      const touch = ev.touches[0] as Touch;
      const from = ev.currentTarget as HTMLElement;
      at = { x: touch.clientX, y: touch.clientY };
      stop();
      drawn = 0;
      timer = setTimeout(() => { navigator.vibrate?.(10); open({ ...at, from }); }, 480);
    },
    onTouchMove: (ev: TouchEvent) => { const touch = ev.touches[0] as Touch; if (Math.hypot(touch.clientX - at.x, touch.clientY - at.y) > 9) stop(); if (swiped) draw(ev); },
    onTouchEnd: drop,
    onTouchCancel: drop,
  };
}
