import { endGuests } from './call/guest/leaving.ts'
import { openCalls } from './call/handlers.ts'
import { openCallMedia } from './call/media.ts'
import type { CallMedia } from './call/media.ts'
import { offerCall } from './call/offer.ts'
import { alwaysUp, createRouter } from './call/router.ts'
import type { Router } from './call/router.ts'
import { createDue } from './due.ts'
import type { House } from './house.ts'
import type { Parts } from './parts.ts'
import { tellQueue } from './queue/announce.ts'
import { createDispatcher } from './queue/dispatcher.ts'
import type { Dispatcher } from './queue/dispatcher.ts'
import type { Vault } from './record/vault.ts'
import { createAlarm } from './store/alarm.ts'
import type { Announce } from './store/announcement.ts'
import type { Committed } from './store/commit.ts'
import { list } from './store/list.ts'
import { createFigures } from './supervise/handlers.ts'
import { releaseEnded } from './visit/release.ts'

/** All that follows committed states, and nothing else: what a restart forgets of it, `recover` reads again. */
export interface Followers {
  readonly media: CallMedia
  readonly router: Router
  readonly dispatcher: Dispatcher
  /** What a commit did, in the order of the commits. */
  learn(done: Committed): void
  /** What the database knows and this process does not yet: who waits, who sits, which calls go on. */
  recover(): Promise<void>
  /** Nothing new begins; resolves when what has begun is done. Media go on until `close`. */
  rest(): Promise<void>
  close(): Promise<void>
}

export const openFollowers = (
  parts: Parts,
  { house, vault, announce }: { readonly house: House; readonly vault: Vault; readonly announce: Announce },
): Followers => {
  const { db, now, log } = house
  const media = openCallMedia({
    house,
    host: parts.media,
    isSettled: parts.mediaSettled,
    iceServers: parts.iceServers,
    captions: parts.captions ?? false,
    vault,
    shelf: parts.shelf,
    announce,
  })
  const router = createRouter(house, parts.hostWatch ?? alwaysUp)
  const dispatcher = createDispatcher({
    offer: (visitId, personId) => offerCall(house, visitId, personId),
    tell: tellQueue(announce),
    log,
  })
  const figures = createFigures(house, announce)
  const alarm = createAlarm({ db, now, ring: createDue(house), log, longestSleepMs: parts.longestSleepMs })

  return {
    media,
    router,
    dispatcher,
    learn: ({ announcements, changed, dueAt }) => {
      announce(announcements)
      media.learn(changed)
      router.learn(changed)
      dispatcher.learn(changed)
      figures.learn(changed)
      releaseEnded(house, changed)
      endGuests(house, media.leave, announcements)
      if (dueAt !== null) alarm.expect(dueAt)
    },
    recover: async () => {
      const seats = await list(db, 'seat')
      const visits = await list(db, 'visit', { phases: ['waiting', 'offered'] })
      const calls = await openCalls(db)
      await media.recover(calls)
      await router.recover(calls)
      dispatcher.learn([
        ...seats.map(({ id, state }) => ({ kind: 'seat' as const, id, state })),
        ...visits.map(({ id, state }) => ({ kind: 'visit' as const, id, state })),
      ])
    },
    rest: async () => {
      figures.close()
      router.close()
      await Promise.all([alarm.close(), dispatcher.close()])
    },
    close: media.close,
  }
}
