import type { Surface } from '@farwindow/shared/people/session.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { bytesKey } from '@farwindow/shared/protocol/wire.ts'

/** Asks once over HTTP, and resolves with whatever is answered; rejects where nothing sensible is. */
export type Post = (name: RequestName, id: string, input: unknown) => Promise<unknown>

export const createPost =
  (surface: Surface, ask: typeof fetch): Post =>
  async (name, id, input) => {
    const answer = await ask('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': surface },
      body: JSON.stringify({ name, id, input }, writeBytes),
    })
    return JSON.parse(await answer.text(), readBytes)
  }

const writeBytes = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { [bytesKey]: base64Of(value) } : value

const readBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && bytesKey in value && typeof value[bytesKey] === 'string'
    ? Uint8Array.from(atob(value[bytesKey]), (sign) => sign.charCodeAt(0))
    : value

/** So much at a time fits into one call's arguments. */
const chunk = 0x8000

const base64Of = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}
