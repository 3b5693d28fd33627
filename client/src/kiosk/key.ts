import { challengeText, publicKey } from '@farwindow/shared/kiosk/kiosk.ts'
import type { PublicKey } from '@farwindow/shared/kiosk/kiosk.ts'
import { z } from 'zod'

/** What makes this browser a certain kiosk (KIOSK-3). The private key can be used here and never be read. */
export interface KioskKey {
  readonly kioskId: string
  readonly keys: CryptoKeyPair
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

const databaseName = 'farwindow'
const storeName = 'kiosk'
const only = 'key'

const finished = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the key store failed')))
  })

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(databaseName, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName))
  return finished(request)
}

const withStore = async <T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const database = await openDatabase()
  try {
    return await finished(use(database.transaction(storeName, mode).objectStore(storeName)))
  } finally {
    database.close()
  }
}

const kept = z.object({
  kioskId: z.string(),
  keys: z.object({ publicKey: z.instanceof(CryptoKey), privateKey: z.instanceof(CryptoKey) }),
})

/** The key of this browser, or null when it was never enrolled (or its storage was cleared). */
export const loadKey = async (): Promise<KioskKey | null> => {
  const found = kept.safeParse(await withStore<unknown>('readonly', (store) => store.get(only)))
  return found.success ? found.data : null
}

export const saveKey = async (key: KioskKey): Promise<void> => {
  await withStore('readwrite', (store) => store.put(key, only))
}

export const makeKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(curve, false, ['sign', 'verify'])

/** The public half as the server keeps it. */
export const publicHalf = async ({ publicKey: half }: CryptoKeyPair): Promise<PublicKey> => {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', half)
  return publicKey.parse({ kty, crv, x, y })
}

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCodePoint(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The answer to the server's nonce: r and s as WebCrypto gives them (IEEE P1363), base64url. */
export const signNonce = async ({ kioskId, keys }: KioskKey, nonce: string): Promise<string> => {
  const text = new TextEncoder().encode(challengeText(kioskId, nonce))
  return base64url(await crypto.subtle.sign(signing, keys.privateKey, text))
}
