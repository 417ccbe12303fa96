/** A photo, or a coloured disc with initials: the same id always has the same colour. */
import { useComputed, useSignal } from "@preact/signals";
import { Icon, type IconName } from "./icons";
import { initials } from "./initials";
import { account, chatOf, core, people } from "./state";

const hues = [["#c8503c", "#a93a28"], ["#a8690f", "#8a5200"], ["#7d56c2", "#6a3fb5"], ["#2f7d4e", "#1b6e3c"], ["#217a99", "#0f6a8a"], ["#3d69c4", "#2456b8"], ["#b94580", "#a72a6b"]] as const;
const hue = (id: number): number => Math.abs(id) % hues.length;

/** CSS variable of the colour a person's name is written in. */
export const nameColour = (id: number): string => `var(--name-${hue(id) + 1})`;

/** A photo over the initials; where it cannot be had they stay. */
function Face({ photo }: { photo: string }) {
  const tries = useSignal(0);
  const failed = () => {
    if (tries.peek()) tries.value = 2;
    else void core.renewPass().catch(() => undefined).then(() => { tries.value = 1; });
  };
  return tries.value > 1 ? null : <img src={`/f/${photo}/s${tries.value ? "?1" : ""}`} alt="" loading="lazy" decoding="async" onError={failed} />;
}

/** `photo`: for those the client does not know by their id yet. */
export function Avatar({ id, name, icon, live, size, photo }: { id: number; name: string; icon?: IconName | undefined; live?: boolean; size?: number; photo?: string | undefined }) {
  const [from, to] = icon ? ["#0f8278", "#0a6660"] : hues[hue(id)] as readonly [string, string];
  const style = `--av:linear-gradient(160deg,${from},${to})${size ? `;--size:${size}px` : ""}`;
  const known = useComputed(() => (account.value.saver ? undefined : (people.value.get(id)?.photo ?? chatOf(id)?.photo))).value;
  const face = icon || account.value.saver ? undefined : (known ?? photo);
  return (
    <span class="av" style={style} aria-hidden="true" data-i={icon ? undefined : initials(name)}>
      {icon ? <Icon name={icon} /> : null}
      {face ? <Face key={face} photo={face} /> : null}
      {live ? <span class="live" /> : null}
    </span>
  );
}
