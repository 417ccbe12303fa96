/** A line with a switch: what it does, said in full. */
import type { ComponentChildren } from "preact";

interface Props { on: boolean; set: (on: boolean) => void; text: string; sub?: string | undefined; disabled?: boolean; test?: string; children?: ComponentChildren }

export function Switch({ on, set, text, sub, disabled, test }: Props) {
  return (
    <label class={disabled ? "line dimmed" : "line"}>
      <span class="grow">{text}{sub ? <span class="sub wrap">{sub}</span> : null}</span>
      <input type="checkbox" class="switch" checked={on} disabled={disabled} data-test={test} onChange={(ev) => set(ev.currentTarget.checked)} />
    </label>
  );
}
