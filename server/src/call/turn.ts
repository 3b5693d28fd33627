import { createHmac } from 'node:crypto'
import type { IceServer } from '@farwindow/shared/call/media.ts'

/** Longer than any session of the staff, whose connections are kept warm from sign-in on. */
const lifetimeMs = 13 * 3_600_000

/**
 * The TURN servers for one session’s browser, with credentials of its own (MEDIA-30): the user name is the second
 * until which it is good and a name, the password the base64 of its HMAC-SHA-1 under the secret shared with the
 * server (draft-uberti-behave-turn-rest-00, 2.2; coturn’s `use-auth-secret`).
 */
export const turnServers =
  ({
    urls,
    secret,
    now,
  }: {
    readonly urls: readonly string[]
    readonly secret: string
    readonly now: () => number
  }) =>
  (sessionId: string): readonly IceServer[] => {
    // Who it is stays with us: the server needs a name, not the visit’s.
    const name = createHmac('sha256', secret).update(sessionId).digest('base64url').slice(0, 16)
    const username = `${Math.floor((now() + lifetimeMs) / 1_000)}:${name}`
    const credential = createHmac('sha1', secret).update(username).digest('base64')
    return [{ urls: [...urls], username, credential }]
  }
