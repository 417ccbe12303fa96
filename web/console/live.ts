// The desk live: one stream of events that names the cases that moved; pages fetch themselves anew.
import htmx from 'htmx.org';

const BACK_MS = 5_000;

/** While a finger or a button is down nothing is put in its place: what is pressed would be gone before it is let go. */
function holdStill(): void {
  let down = false;
  let missed = false;
  addEventListener('pointerdown', () => (down = true), true);
  for (const end of ['pointerup', 'pointercancel'])
    addEventListener(
      end,
      () => {
        down = false;
        if (missed) setTimeout(() => htmx.trigger(document.body, 'desk')); // after the click
        missed = false;
      },
      true,
    );
  document.body.addEventListener('htmx:beforeSwap', (event) => {
    const { detail } = event as CustomEvent<{ shouldSwap: boolean; requestConfig: { elt: Element } }>;
    if (!down || !detail.requestConfig.elt.matches('[hx-trigger*="desk"], [hx-trigger*="every"]')) return; // what was asked for by hand comes
    detail.shouldSwap = false;
    missed = true;
  });
}

/** Listens for as long as the page is open; without the stream the page renews itself by its own clock. */
export function listen(): void {
  const { body } = document;
  holdStill();
  if (!('live' in body.dataset)) return;
  const open = (): void => {
    const source = new EventSource('/console/live');
    source.addEventListener('desk', (event) => {
      const { cases } = JSON.parse((event as MessageEvent<string>).data) as { cases: string[] };
      const own = body.dataset['case'];
      if (!own || cases.length === 0 || cases.includes(own)) htmx.trigger(body, 'desk');
    });
    source.addEventListener('here', () => (document.documentElement.dataset['live'] = 'on'));
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(open, BACK_MS);
    });
  };
  open();
}
