/** All that a message carries, drawn: pictures as one or as an album, then sounds, files and cards. */
import type { Media } from "../../core/api";
import { bar } from "../playing";
import type { Chat, Message } from "../state";
import { Bar } from "./Bar";
import { boxOf, isSeen, mosaic } from "./box";
import { ContactCard, FileCard, LinkCard, PlaceCard, Sticker } from "./Cards";
import { Picture } from "./Picture";
import { Round } from "./Round";
import { Sound } from "./Sound";
import "./media.css";

bar.value = Bar;
export { LinkCard };

function Other({ m, ch, media }: { m: Message; ch: Chat; media: Media }) {
  switch (media.kind) {
    case "voice": case "audio": return <Sound m={m} media={media} />;
    case "round": return <Round m={m} ch={ch} media={media} />;
    case "sticker": return <Sticker m={m} ch={ch} media={media} />;
    default: return <FileCard m={m} ch={ch} media={media} />;
  }
}

function Seen({ m, ch, seen }: { m: Message; ch: Chat; seen: Media[] }) {
  const one = seen[0] as Media;
  if (seen.length === 1) {
    const { w, h } = boxOf(one);
    return <div class="held" style={`inline-size:${w}px;aspect-ratio:${w}/${h}`}><Picture m={m} ch={ch} media={one} wide={Math.max(w, h)} /></div>;
  }
  const { box, cells } = mosaic(seen);
  return (
    <div class="held album" style={`inline-size:${box.w}px;aspect-ratio:${box.w}/${box.h}`} data-test="album">
      {seen.map((media, i) => {
        const c = cells[i] ?? { x: 0, y: 0, w: 1, h: 1 };
        return <div class="cell" key={i} style={`inset-inline-start:${c.x * 100}%;inset-block-start:${c.y * 100}%;inline-size:${c.w * 100}%;block-size:${c.h * 100}%`}><Picture m={m} ch={ch} media={media} wide={box.w * c.w} /></div>;
      })}
    </div>
  );
}

export function Attached({ m, ch }: { m: Message; ch: Chat }) {
  const seen = m.media.filter(isSeen);
  const others = m.media.filter((each) => !isSeen(each));
  return (
    <>
      {seen.length ? <Seen m={m} ch={ch} seen={seen} /> : null}
      {others.map((media, i) => <Other key={i} m={m} ch={ch} media={media} />)}
      {m.contact ? <ContactCard contact={m.contact} /> : null}
      {m.place ? <PlaceCard place={m.place} /> : null}
    </>
  );
}
