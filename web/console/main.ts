// The review desk's own script: htmx for the queue that renews itself and the lease that is kept; keys for the rest.
import 'htmx.org';
import { listen } from './live.ts';
import { passkeys } from './passkey.ts';
import { allVeils, veils } from './veil.ts';

const typing = (at: EventTarget | null): boolean =>
  at instanceof HTMLElement && (at.isContentEditable || ['TEXTAREA', 'SELECT'].includes(at.tagName) || (at instanceof HTMLInputElement && !['radio', 'checkbox'].includes(at.type)));

/** Moves the focus by one row in the queue. */
function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

/** Puts the standard sentence of outcome and category in its place, unless the words there are somebody's own. */
function suggest(form: HTMLFormElement): void {
  const facts = form.querySelector<HTMLTextAreaElement>('textarea[name=facts]');
  const option = form.querySelector<HTMLSelectElement>('select[name=category]')?.selectedOptions[0];
  const outcome = form.querySelector<HTMLInputElement>('input[name=outcome]:checked')?.value;
  if (!facts || !option || !outcome || (facts.value && facts.value !== facts.dataset['put'])) return;
  facts.value = facts.dataset['put'] = (outcome === 'no_violation' ? facts.dataset['nothing'] : option.dataset['facts']) ?? '';
}

/** Chooses the outcome with this number and leads on to the words. */
function choose(which: number): void {
  const form = document.querySelector<HTMLFormElement>('form.decide');
  const choice = form?.querySelectorAll<HTMLInputElement>('input[name=outcome]')[which - 1];
  if (!form || !choice) return;
  choice.checked = true;
  suggest(form);
  form.querySelector<HTMLTextAreaElement>('textarea[name=facts]')?.focus();
}

/** Decides alike for the whole cluster, or not. */
function together(): void {
  const box = document.querySelector<HTMLInputElement>('input[name=together]');
  if (box) box.checked = !box.checked;
}

/** The menu is one line that scrolls on a small screen: where one is stands in sight. */
document.querySelector('.bar nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    (event.target instanceof HTMLTextAreaElement ? event.target.form : document.querySelector<HTMLFormElement>('[data-decide]'))?.requestSubmit(
      document.querySelector<HTMLButtonElement>('[data-decide] button.main'),
    );
    return;
  }
  if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === 'q') location.href = '/console';
  else if (event.key === 't') together();
  else if (event.key === 'b') allVeils();
  else if (/^[1-9]$/.test(event.key)) choose(Number(event.key));
  else return;
  event.preventDefault();
});

document.addEventListener('change', (event) => {
  const form = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement ? event.target.form : null;
  if (form?.matches('.decide')) suggest(form);
  if (!(event.target instanceof HTMLSelectElement) || event.target.name !== 'category') return;
  const shown = event.target.form?.querySelector('[data-rule-text]');
  if (shown) shown.textContent = event.target.selectedOptions[0]?.dataset['rule'] ?? '';
});

veils();
passkeys();
listen();
document.getElementById('subject')?.scrollIntoView({ block: 'center' });
/** Everything listens: htmx, which was here before, takes hold of the page at the same moment. */
document.addEventListener('DOMContentLoaded', () => (document.documentElement.dataset['keys'] = 'on'));
