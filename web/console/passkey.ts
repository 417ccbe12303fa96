// Passkeys at the desk: signing in, and making one. The server speaks base64url, the browser bytes.
interface Begun {
  id: string;
  options: { challenge: string; user?: { id: string }; excludeCredentials?: { id: string }[]; allowCredentials?: { id: string }[] };
}

const bytes = (text: string): ArrayBuffer => {
  const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(raw, (c) => c.charCodeAt(0)).buffer;
};
const text = (raw: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(raw))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const listed = (ids: { id: string }[] | undefined): object[] => (ids ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** The credential as the server's library reads it. */
function told(made: PublicKeyCredential): object {
  const response: Record<string, string> = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    const raw = (made.response as unknown as Record<string, unknown>)[part];
    if (raw instanceof ArrayBuffer) response[part] = text(raw);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response };
}

async function post(path: string, body: BodyInit, kind: string): Promise<Record<string, unknown>> {
  const answer = await fetch(path, { method: 'POST', body, headers: { 'content-type': kind }, credentials: 'same-origin' });
  const found = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(String(found['told'] ?? answer.status));
  return found;
}

async function run(place: HTMLElement): Promise<void> {
  const base = place.dataset['passkey'] ?? '';
  const form = new URLSearchParams({ csrf: place.dataset['csrf'] ?? '' });
  const begun = (await post(`${base}/begin`, form, 'application/x-www-form-urlencoded')) as unknown as Begun;
  const { options } = begun;
  const common = { ...options, challenge: bytes(options.challenge) };
  const made =
    'create' in place.dataset && options.user
      ? await navigator.credentials.create({
          publicKey: {
            ...common,
            user: { ...options.user, id: bytes(options.user.id) },
            excludeCredentials: listed(options.excludeCredentials),
          } as unknown as PublicKeyCredentialCreationOptions,
        })
      : await navigator.credentials.get({
          publicKey: { ...common, allowCredentials: listed(options.allowCredentials) } as unknown as PublicKeyCredentialRequestOptions,
        });
  const credential = told(made as PublicKeyCredential);
  const { to } = await post(`${base}/finish`, JSON.stringify({ id: begun.id, credential }), 'application/json');
  location.href = String(to);
}

/** Makes the button of the page work, or says why there is none. */
export function passkeys(): void {
  const place = document.querySelector<HTMLElement>('[data-passkey]');
  const button = place?.querySelector('button');
  if (!place || !button || typeof PublicKeyCredential === 'undefined') return;
  if (/^[\d.]+$|^\[/.test(location.hostname)) {
    document.querySelector<HTMLElement>('[data-passkey-host]')?.removeAttribute('hidden');
    return;
  }
  const problem = document.querySelector<HTMLElement>('[data-passkey-told]');
  button.hidden = false;
  if (!('create' in place.dataset)) button.focus();
  button.addEventListener('click', () => {
    button.disabled = true;
    problem?.setAttribute('hidden', '');
    run(place).catch((error: unknown) => {
      button.disabled = false;
      if (!problem || (error instanceof DOMException && error.name === 'NotAllowedError')) return;
      problem.textContent = error instanceof Error ? error.message : String(error);
      problem.hidden = false;
    });
  });
}
