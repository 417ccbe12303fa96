/** Passkeys: between the JSON that travels and the buffers that the browser wants. */
type Json = Record<string, unknown>;

/** Browsers make no keys for a bare address: on one's own desk the page is opened as localhost. */
export const canPasskey = (): boolean => typeof PublicKeyCredential !== "undefined" && isSecureContext && !/^[\d.]+$|:/.test(location.hostname);

const bytes = (text: string): ArrayBuffer => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)).buffer as ArrayBuffer;
const text = (buffer: ArrayBuffer | null | undefined): string | undefined => (buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "") : undefined);
const listed = (list: unknown): PublicKeyCredentialDescriptor[] => ((list as Json[] | undefined) ?? []).map((c) => ({ ...c, id: bytes(String(c["id"])) }) as PublicKeyCredentialDescriptor);
const inner = (options: unknown): Json => { const o = (typeof options === "string" ? JSON.parse(options) : options) as Json; return (o["publicKey"] ?? o) as Json; };

/** Declined, timed out, or there is no key: browsers do not say which. */
const wanted = <T>(asked: Promise<T>): Promise<T> => asked.catch(() => Promise.reject({ code: "PASSKEY" }));

function packed(found: Credential | null): Json {
  const c = found as PublicKeyCredential;
  const r = c.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  return {
    id: c.id, rawId: text(c.rawId), type: c.type, authenticatorAttachment: c.authenticatorAttachment, clientExtensionResults: c.getClientExtensionResults(),
    response: { clientDataJSON: text(r.clientDataJSON), attestationObject: text(r.attestationObject), authenticatorData: text(r.authenticatorData), signature: text(r.signature), userHandle: text(r.userHandle) },
  };
}

export async function getPasskey(options: unknown): Promise<Json> {
  const o = inner(options);
  const publicKey = { ...o, challenge: bytes(String(o["challenge"])), allowCredentials: listed(o["allowCredentials"]) } as unknown as PublicKeyCredentialRequestOptions;
  return packed(await wanted(navigator.credentials.get({ publicKey })));
}

export async function makePasskey(options: unknown): Promise<Json> {
  const o = inner(options);
  const user = o["user"] as Json;
  const publicKey = { ...o, challenge: bytes(String(o["challenge"])), user: { ...user, id: bytes(String(user["id"])) }, excludeCredentials: listed(o["excludeCredentials"]) } as unknown as PublicKeyCredentialCreationOptions;
  return packed(await wanted(navigator.credentials.create({ publicKey })));
}
