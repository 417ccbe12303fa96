/** Arrow keys among the rows of a list: only one row is in the tab order, the arrows move it. */
export function rove(ev: KeyboardEvent, selector: string): void {
  const rows = [...(ev.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(selector)];
  const at = rows.indexOf((document.activeElement as HTMLElement | null)?.closest(selector) as HTMLElement);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[ev.key];
  const row = next === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, next))];
  if (!row) return;
  ev.preventDefault();
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}
