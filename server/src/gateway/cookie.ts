import { surface as surfaceShape } from '@farwindow/shared/people/session.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'

/** One cookie per kind of page, so that a clerk's and a kiosk's page may share a browser. */
const cookieName = (surface: Surface): string => `fw_${surface}`

/** The surface a page says it is, or null. */
export const surfaceOf = (said: unknown): Surface | null => {
  const parsed = surfaceShape.safeParse(said)
  return parsed.success ? parsed.data : null
}

/** The session token of this surface in a Cookie header, or null. */
export const tokenIn = (header: string | undefined, surface: Surface): string | null => {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=')
    if (name === cookieName(surface) && value !== undefined && /^[\w-]{20,128}$/.test(value)) return value
  }
  return null
}

/** The Set-Cookie value; an empty token takes the cookie away. Never readable by scripts, never sent across sites. */
export const cookieText = (surface: Surface, token: string, maxAgeMs: number, secure: boolean): string =>
  [
    `${cookieName(surface)}=${token}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${token === '' ? 0 : Math.floor(maxAgeMs / 1000)}`,
    ...(secure ? ['Secure'] : []),
  ].join('; ')
