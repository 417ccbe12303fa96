// Pictures, films and sound: words first. One press loads it veiled, the next takes the veil away or puts it back.

/** What stands in the place of a tile once it is asked for. */
function made(tile: HTMLAnchorElement, mute: boolean): HTMLElement {
  const { film, sound, poster } = tile.dataset;
  if (film === undefined && sound === undefined) {
    const image = document.createElement('img');
    image.alt = '';
    image.src = tile.href;
    return image;
  }
  const player = document.createElement(film === undefined ? 'audio' : 'video');
  player.controls = true;
  player.preload = 'metadata';
  player.muted = mute;
  if (player instanceof HTMLVideoElement && poster) player.poster = poster;
  player.src = tile.href;
  return player;
}

/** One step: loaded behind its veil, then clear, then veiled again. What is shown without a veil is clear at once. */
function step(tile: HTMLElement, media: HTMLElement): void {
  if (tile instanceof HTMLAnchorElement) {
    const box = document.createElement('div');
    box.className = 'seen';
    const shown = made(tile, media.classList.contains('mute'));
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'veil';
    button.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-label', tile.textContent?.trim() ?? '');
    if (shown instanceof HTMLMediaElement) {
      button.textContent = tile.textContent?.trim() ?? '';
      box.append(shown, button);
    } else {
      button.append(shown);
      box.append(button);
    }
    tile.replaceWith(box);
    button.focus();
    return;
  }
  const clear = tile.getAttribute('aria-pressed') !== 'true';
  tile.setAttribute('aria-pressed', String(clear));
  tile.parentElement?.classList.toggle('clear', clear);
}

/** Every tile of the case one step further. */
export function allVeils(): void {
  const media = document.querySelector<HTMLElement>('[data-media]');
  media?.querySelectorAll<HTMLElement>('.veil:not(.off)').forEach((tile) => step(tile, media));
}

/** Presses on tiles. */
export function veils(): void {
  document.addEventListener('click', (event) => {
    const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('.veil:not(.off)') : null;
    const media = tile?.closest<HTMLElement>('[data-media]');
    if (!tile || !media) return;
    event.preventDefault();
    step(tile, media);
  });
}
