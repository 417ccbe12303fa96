/** A photo for a person or a chat: chosen, cut to a square, sent; or taken away. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { pickFiles } from "../pick";
import { t } from "../say";
import { Sheet, showSheet } from "../Sheet";
import { ask, core } from "../state";
import { tell, toast } from "../Toast";
import "./crop.css";

const SIDE = 640;
const STEP = 0.04;
const MOST = 4;

/** What the picture belongs to: oneself, or a chat. */
export type Owner = { me: true } | { c: number };

export async function setPhoto(owner: Owner, file: string | null): Promise<unknown> {
  return "me" in owner ? ask("me.photo", { file }) : ask("chat.edit", { c: owner.c, photo: file });
}

export function PhotoButtons({ owner, id, name, photo }: { owner: Owner; id: number; name: string; photo: string | undefined }) {
  const choose = async () => {
    const [file] = await pickFiles("image/*", false);
    if (file) showSheet((close) => <Crop close={close} owner={owner} file={file} />);
  };
  return (
    <div class="hero photo-of">
      <Avatar id={id} name={name} photo={photo} />
      <div class="row photo-acts">
        <button type="button" class="btn soft" data-test="photo-choose" onClick={() => void choose()}><Icon name="picture" size={20} />{photo ? t("photo_change") : t("photo_choose")}</button>
        {photo ? <button type="button" class="btn plain bad" data-test="photo-remove" onClick={() => void tell(setPhoto(owner, null))}>{t("photo_remove")}</button> : null}
      </div>
    </div>
  );
}

function Crop({ close, owner, file }: { close: () => void; owner: Owner; file: File }) {
  const picture = useRef<HTMLImageElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const url = useRef("");
  const ready = useSignal(false);
  const busy = useSignal(false);
  /** Zoom, and the middle of the square in parts of the picture. */
  const at = useSignal({ z: 1, x: 0.5, y: 0.5 });
  const drag = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    url.current = URL.createObjectURL(file);
    const img = picture.current as HTMLImageElement;
    img.onload = () => { ready.value = true; };
    img.onerror = () => { toast(t("photo_unreadable")); close(); };
    img.src = url.current;
    return () => URL.revokeObjectURL(url.current);
  }, []);
  const size = () => { const img = picture.current; return { w: img?.naturalWidth || 1, h: img?.naturalHeight || 1 }; };
  const set = (z: number, x: number, y: number) => {
    const { w, h } = size();
    const side = Math.min(w, h) / z;
    const [mx, my] = [side / 2 / w, side / 2 / h];
    at.value = { z, x: Math.max(mx, Math.min(1 - mx, x)), y: Math.max(my, Math.min(1 - my, y)) };
  };
  const move = (dx: number, dy: number) => {
    const { w, h } = size();
    const px = (frame.current?.clientWidth ?? 300) / (Math.min(w, h) / at.value.z);
    set(at.value.z, at.value.x - dx / px / w, at.value.y - dy / px / h);
  };
  const zoom = (z: number) => set(Math.max(1, Math.min(MOST, z)), at.value.x, at.value.y);
  const keys = (ev: KeyboardEvent) => {
    const by = (frame.current?.clientWidth ?? 300) * STEP;
    const act = { ArrowLeft: () => move(by, 0), ArrowRight: () => move(-by, 0), ArrowUp: () => move(0, by), ArrowDown: () => move(0, -by), "+": () => zoom(at.value.z * 1.15), "-": () => zoom(at.value.z / 1.15) }[ev.key];
    if (act) { ev.preventDefault(); act(); }
  };
  const save = async () => {
    busy.value = true;
    const done = await tell((async () => {
      const id = await core.upload(await cutOut(picture.current as HTMLImageElement, at.value), "photo", "photo.jpg");
      await setPhoto(owner, id);
      return true;
    })());
    busy.value = false;
    if (done) close();
  };
  const { w, h } = size();
  const side = Math.min(w, h) / at.value.z;
  const style = `inline-size:${(w / side) * 100}%;block-size:${(h / side) * 100}%;left:${(0.5 - (at.value.x * w) / side) * 100}%;top:${(0.5 - (at.value.y * h) / side) * 100}%`;
  return (
    <Sheet title={t("photo_crop")} onClose={close} test="crop" foot={<button class={busy.value ? "btn busy" : "btn"} disabled={!ready.value || busy.value} data-test="crop-save" onClick={() => void save()}>{t("save")}</button>}>
      <div class="pad col">
        <div ref={frame} class="crop" tabIndex={0} role="group" aria-label={t("photo_move")} data-test="crop-frame" dir="ltr" onKeyDown={keys}
          onPointerDown={(ev) => { (ev.currentTarget as HTMLElement).setPointerCapture(ev.pointerId); drag.current = { x: ev.clientX, y: ev.clientY }; }}
          onPointerMove={(ev) => { if (drag.current) { move(ev.clientX - drag.current.x, ev.clientY - drag.current.y); drag.current = { x: ev.clientX, y: ev.clientY }; } }}
          onPointerUp={() => { drag.current = null; }} onPointerCancel={() => { drag.current = null; }}
          onWheel={(ev) => { ev.preventDefault(); zoom(at.value.z * Math.exp(-ev.deltaY / 500)); }}>
          <img ref={picture} alt="" draggable={false} style={ready.value ? style : "opacity:0"} />
        </div>
        <label class="row"><Icon name="zoomout" size={20} /><input class="grow" type="range" min={1} max={MOST} step={0.01} value={at.value.z} aria-label={t("zoom_in")} data-test="crop-zoom" onInput={(ev) => zoom(Number(ev.currentTarget.value))} /><Icon name="zoomin" size={20} /></label>
        <p class="small quiet center">{t("photo_move")}</p>
      </div>
    </Sheet>
  );
}

/** The square as a JPEG, not larger than anybody will see it. */
async function cutOut(img: HTMLImageElement, { z, x, y }: { z: number; x: number; y: number }): Promise<Blob> {
  const side = Math.min(img.naturalWidth, img.naturalHeight) / z;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(SIDE, Math.max(1, Math.round(side)));
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(img, x * img.naturalWidth - side / 2, y * img.naturalHeight - side / 2, side, side, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => { canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/jpeg", 0.9); });
}
