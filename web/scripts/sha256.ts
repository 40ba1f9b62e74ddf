/**
 * SHA-256 of a text as lower-case hex, by the browser's own WebCrypto; rejects with a TypeError where a page has none
 * (it is there on https and on the user's own device).
 */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
