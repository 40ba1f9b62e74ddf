import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** A secret that one private key opens, for one service. */
export type SealedSecret = {
  sealed: 'x25519-hkdf-sha256-aes-256-gcm';
  service: string;
  /** The sender's key of this one time, SPKI as base64. */
  ephemeral: string;
  nonce: string;
  tag: string;
  text: string;
};

const sealed = 'x25519-hkdf-sha256-aes-256-gcm';

/** A pair of X25519 keys as PEM: the private one stays with whoever will receive. */
export function receiverKeys(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The public key of a PEM; throws an Error in words to read for one that is not of X25519. */
export function receiverKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'x25519') throw new Error('the receiver’s key is none of X25519: see npm run import');
  return key;
}

const keyOf = (own: KeyObject, theirs: KeyObject, ephemeral: Buffer, service: string) =>
  Buffer.from(
    hkdfSync(
      'sha256',
      diffieHellman({ privateKey: own, publicKey: theirs }),
      ephemeral,
      `sportello export|${service}`,
      32,
    ),
  );

/**
 * Seals a secret for a receiver: a key agreed with a fresh X25519 pair (RFC 7748), derived by HKDF-SHA256 (RFC 5869),
 * AES-256-GCM with the service as what is also proven.
 */
export function sealSecret(secret: string, service: string, receiver: KeyObject): SealedSecret {
  const pair = generateKeyPairSync('x25519');
  const ephemeral = pair.publicKey.export({ type: 'spki', format: 'der' });
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(pair.privateKey, receiver, ephemeral, service), nonce);
  cipher.setAAD(Buffer.from(service));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const base64 = (bytes: Buffer) => bytes.toString('base64');
  return {
    sealed,
    service,
    ephemeral: base64(ephemeral),
    nonce: base64(nonce),
    tag: base64(cipher.getAuthTag()),
    text: base64(text),
  };
}

/** Opens a sealed secret with the receiver's private key (PEM); throws an Error where it was sealed for another. */
export function openSecret(given: SealedSecret, privateKey: string): string {
  if (given.sealed !== sealed) throw new Error(`the secret is sealed as ${given.sealed}, which is not known here`);
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const ephemeral = bytes(given.ephemeral);
  const theirs = createPublicKey({ key: ephemeral, type: 'spki', format: 'der' });
  const key = keyOf(createPrivateKey(privateKey), theirs, ephemeral, given.service);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(given.nonce));
  decipher.setAAD(Buffer.from(given.service));
  decipher.setAuthTag(bytes(given.tag));
  try {
    return Buffer.concat([decipher.update(bytes(given.text)), decipher.final()]).toString('utf8');
  } catch {
    throw new Error('the secret was sealed for another key, or was changed on its way');
  }
}
