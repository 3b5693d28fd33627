import { io } from 'socket.io-client'
import { createLink } from '@farwindow/client/link.ts'
import type { Link } from '@farwindow/client/link.ts'
import { openMediaSession } from '@farwindow/client/call/media/session.ts'
import type { MediaSession } from '@farwindow/client/call/media/session.ts'
import type { MediaSource } from '@farwindow/shared/call/media.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import type { NoticeData, NoticeName } from '@farwindow/shared/protocol/all.ts'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { openKiosk, openPage, openStaff } from '../../serving/page.ts'
import type { Page } from '../../serving/page.ts'
import { valueOf } from '../../pure/outcome.ts'
import { arrivalsOf, simulated, standIn } from './peer.ts'
import type { Arrivals } from './arrivals.ts'
import { openRoad } from './road.ts'
import type { Road } from './road.ts'

/** Somebody at a page without a browser: the client's own link and media session over simulated connections. */
export interface Person {
  readonly road: Road
  link(): Link
  media(): MediaSession
  /** Resolves with the next notice that fits, from now on. */
  told<N extends NoticeName>(name: N, fits?: (data: NoticeData<N>) => boolean): Promise<NoticeData<N>>
  /** What has arrived of the other side, once it is there. */
  arrived(source: MediaSource): Arrivals | undefined
  /** The line to the desk breaks under the page's hands; it comes back by itself. */
  cutLine(): void
  /** The page is loaded again: whatever it knew is gone, its session stays. */
  reload(): void
  /** The same session in another tab of the same browser. */
  secondTab(): Person
  close(): void
}

export interface PersonPlan {
  readonly url: string
  readonly surface: Surface
  /** A page of theirs that signed in; its cookies are taken over. */
  readonly page: Page
  readonly kbit?: number
}

const patienceMs = 20_000
// Pages listen to the browser's own word on the network; there is no browser here, and it never speaks.
globalThis.addEventListener ??= () => undefined
globalThis.removeEventListener ??= () => undefined

const openTab = ({ url, surface, page, kbit = 300 }: PersonPlan, road: Road) => {
  const cookie = page.cookie()
  let socket: ReturnType<typeof io> | null = null
  const link = createLink(surface, {
    fetch: (path, about) =>
      fetch(new URL(path instanceof Request ? path.url : path, url), {
        ...about,
        headers: { ...about?.headers, cookie },
      }),
    dial: ((options: Parameters<typeof io>[1]) => {
      socket = io(url, { ...options, extraHeaders: { cookie }, forceNew: true })
      return socket
    }) as typeof io,
  })
  link.connect()
  let gone = false
  const ask: Link['ask'] = (...about) => (gone ? new Promise(() => undefined) : link.ask(...about))
  const session = openMediaSession(
    { ask, doubt: () => link.doubt() },
    new Map([
      ['camera', standIn()],
      ['microphone', standIn()],
    ]),
    {},
    () => undefined,
    simulated({ road, kbit }),
  )
  for (const name of mediaNoticeNames) link.on(name, (data) => session.notice({ name, data } as never))
  link.onBack(() => session.wake())
  // The page that was replaced, or signed out, has no call any more.
  link.state.subscribe(({ phase }) => phase === 'signedOut' && session.close())
  return {
    link,
    session,
    cut: () => void socket?.io.engine.close(),
    /** Nothing is said to the server any more. */
    vanish: () => {
      gone = true
      session.close()
      link.close()
    },
    close: () => {
      session.close()
      link.close()
    },
  }
}
const mediaNoticeNames = [
  'media.offered',
  'media.live',
  'media.muted',
  'media.lacking',
  'media.gone',
  'media.ended',
  'media.replaced',
  'media.lost',
] as const

const openPerson = (plan: PersonPlan): Person => {
  const road = openRoad()
  plan.page.disconnect()
  let tab = openTab(plan, road)
  return {
    road,
    link: () => tab.link,
    media: () => tab.session,
    told: (name, fits = () => true) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          stop()
          reject(new Error(`not told in time: ${name}`))
        }, patienceMs)
        const stop = tab.link.on(name, (data) => {
          if (!fits(data)) return
          clearTimeout(late)
          stop()
          resolve(data)
        })
      }),
    arrived: (source) => {
      const remote = tab.session.view().remotes.find((each) => each.source === source)
      return remote === undefined ? undefined : arrivalsOf(remote.track)
    },
    cutLine: () => tab.cut(),
    reload: () => {
      tab.vanish()
      tab = openTab(plan, road)
    },
    secondTab: () => openPerson(plan),
    close: () => tab.close(),
  }
}

export const clerkPerson = async (url: string, login: string): Promise<Person> =>
  openPerson({ url, surface: 'clerk', page: await openStaff(url, 'clerk', login, demonstrationPassword) })

export const kioskPerson = async (url: string, code: string): Promise<Person> =>
  openPerson({ url, surface: 'kiosk', page: (await openKiosk(url, code)).page })

/** Somebody from outside who comes into a call with its one-time code. */
export const guestPerson = async (url: string, code: string, name: string): Promise<Person> => {
  const page = openPage(url, 'guest')
  valueOf(await page.post('guest.join', { code, name }))
  return openPerson({ url, surface: 'guest', page })
}

/** Somebody at home whom an invitation by staff was read out to. */
export const phonePerson = async (url: string, staff: Page): Promise<Person> => {
  const { code } = valueOf(await staff.post('visit.invite', {}))
  const page = openPage(url, 'phone')
  valueOf(await page.post('visit.join', { code, language: 'zh' }))
  return openPerson({ url, surface: 'phone', page })
}
