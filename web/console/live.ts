// The desk live: one stream of events that names the cases that moved; pages fetch themselves anew.
import htmx from 'htmx.org';

const BACK_MS = 5_000;

/** Listens for as long as the page is open; without the stream the page renews itself by its own clock. */
export function listen(): void {
  const { body } = document;
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
