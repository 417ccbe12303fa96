/** Zooming and swiping: wheel, pinch, double tap, drag. A picture that is not zoomed is swiped away or to its neighbours. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const MOST = 8;
const SWIPE_PX = 60;
const TWICE_MS = 300;

interface Acts { next: () => void; before: () => void; away: () => void }

export function useZoom(key: string, acts: Acts) {
  const stage = useRef<HTMLDivElement>(null);
  const view = useRef({ z: 1, x: 0, y: 0 });
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const start = useRef({ x: 0, y: 0, apart: 0, z: 1, moved: false, tapped: 0 });

  const draw = (calm = false) => {
    const el = stage.current;
    if (!el) return;
    const { z } = view.current;
    const [mx, my] = [(el.clientWidth * (z - 1)) / 2, (el.clientHeight * (z - 1)) / 2];
    if (z > 1) {
      view.current.x = Math.max(-mx, Math.min(mx, view.current.x));
      view.current.y = Math.max(-my, Math.min(my, view.current.y));
    }
    el.style.setProperty("--x", `${view.current.x}px`);
    el.style.setProperty("--y", `${view.current.y}px`);
    el.style.setProperty("--z", String(z));
    el.dataset["zoom"] = z.toFixed(2);
    el.classList.toggle("zoomed", z > 1);
    el.classList.toggle("calm", calm);
  };
  const reset = () => { view.current = { z: 1, x: 0, y: 0 }; draw(true); };
  /** Zooms so that what lies under the point stays there; without one, about the middle. */
  const by = (factor: number, at?: { x: number; y: number }, calm = true) => {
    const el = stage.current;
    if (!el) return;
    const before = view.current.z;
    const z = Math.max(1, Math.min(MOST, before * factor));
    const box = el.getBoundingClientRect();
    const [px, py] = at ? [at.x - box.left - box.width / 2, at.y - box.top - box.height / 2] : [0, 0];
    view.current = z === 1 ? { z, x: 0, y: 0 } : { z, x: px - ((px - view.current.x) * z) / before, y: py - ((py - view.current.y) * z) / before };
    draw(calm);
  };
  useLayoutEffect(reset, [key]); // before the next key: a late one would undo it
  useEffect(() => {
    const el = stage.current;
    const wheel = (ev: WheelEvent) => { ev.preventDefault(); by(Math.exp(-ev.deltaY / (ev.ctrlKey ? 120 : 400)), { x: ev.clientX, y: ev.clientY }, false); };
    el?.addEventListener("wheel", wheel, { passive: false });
    return () => el?.removeEventListener("wheel", wheel);
  }, []);

  const two = () => { const [a, b] = [...fingers.current.values()]; return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) } : undefined; };
  const onPointerDown = (ev: PointerEvent) => {
    if ((ev.target as HTMLElement).closest("button, video[controls]")) return;
    (ev.currentTarget as HTMLElement).setPointerCapture(ev.pointerId);
    fingers.current.set(ev.pointerId, { x: ev.clientX, y: ev.clientY });
    start.current = { ...start.current, x: ev.clientX, y: ev.clientY, apart: two()?.apart ?? 0, z: view.current.z, moved: false };
  };
  const onPointerMove = (ev: PointerEvent) => {
    const finger = fingers.current.get(ev.pointerId);
    if (!finger) return;
    const [dx, dy] = [ev.clientX - finger.x, ev.clientY - finger.y];
    fingers.current.set(ev.pointerId, { x: ev.clientX, y: ev.clientY });
    if (Math.hypot(ev.clientX - start.current.x, ev.clientY - start.current.y) > 8) start.current.moved = true;
    const pinch = two();
    if (pinch && start.current.apart) by((start.current.z * pinch.apart) / start.current.apart / view.current.z, pinch, false);
    else {
      view.current.x += dx;
      view.current.y += dy;
      draw();
    }
  };
  const onPointerUp = (ev: PointerEvent) => {
    if (!fingers.current.delete(ev.pointerId)) return;
    const { z, x, y } = view.current;
    const pinched = start.current.apart > 0;
    if (fingers.current.size) return;
    start.current.apart = 0;
    if (z > 1 || pinched) return z <= 1 ? reset() : undefined;
    if (!start.current.moved) {
      if (Date.now() - start.current.tapped < TWICE_MS) { start.current.tapped = 0; return by(2.5, { x: ev.clientX, y: ev.clientY }); }
      start.current.tapped = Date.now();
      return reset();
    }
    if (Math.abs(y) > SWIPE_PX * 1.5 && Math.abs(y) > Math.abs(x) && ev.pointerType !== "mouse") return acts.away();
    if (Math.abs(x) > SWIPE_PX) (x < 0 ? acts.next : acts.before)();
    reset();
  };
  const onDblClick = (ev: MouseEvent) => { if (!(ev.target as HTMLElement).closest("button, video[controls]") && view.current.z > 1.01 && start.current.tapped === 0 && start.current.z > 1) reset(); };
  return { stage, by, reset, on: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onDblClick } };
}
