/** The face of a person or chat at the head of what is told of them; pressed, it is shown as large as it is kept. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { t } from "../say";
import { showSheet } from "../Sheet";
import { account } from "../state";

export function Face({ id, name, photo }: { id: number; name: string; photo: string | undefined }) {
  if (!photo || account.value.saver) return <Avatar id={id} name={name} />;
  return <button class="face" aria-label={name} aria-haspopup="dialog" data-test="face" onClick={() => showSheet((close) => <Large close={close} name={name} photo={photo} />)}><Avatar id={id} name={name} /></button>;
}

function Large({ close, name, photo }: { close: () => void; name: string; photo: string }) {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const el = box.current;
    el?.showModal();
    return () => { el?.close(); before?.focus?.(); };
  }, []);
  return (
    <dialog ref={box} class="sheet portrait" aria-label={name} data-test="portrait" onCancel={(ev) => { ev.preventDefault(); close(); }} onClick={close}>
      <img src={`/f/${photo}/m`} alt="" />
      <button class="tool" aria-label={t("close")} data-test="portrait-close" onClick={close}><Icon name="close" /></button>
    </dialog>
  );
}
