import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { IceServer } from '@farwindow/shared/call/media.ts'
import { outsiderParty } from '@farwindow/shared/call/party.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { sql } from 'kysely'
import { openScribe } from './call/captions/scribe.ts'
import { openDirect } from './call/direct.ts'
import { openExchange } from './call/exchange.ts'
import type { Exchange } from './call/exchange.ts'
import { createCallHandlers, openCalls } from './call/handlers.ts'
import { createGuestHandlers } from './call/guests.ts'
import { guestsAt } from './call/guestcall.ts'
import type { MediaHost } from './call/host.ts'
import type { Shelf } from './call/recording/shelf.ts'
import { audienceOf, isCurrent, mediaHandlers } from './call/mediahandlers.ts'
import { offerCall } from './call/offer.ts'
import { notePresence } from './call/presence.ts'
import { alwaysUp, createRouter } from './call/router.ts'
import type { HostWatch } from './call/router.ts'
import { createSwitchboard } from './call/switchboard.ts'
import { createTalkHandlers } from './call/talk.ts'
import { createCaseHandlers } from './case/handlers.ts'
import { createCatalogueHandlers } from './catalogue/handlers.ts'
import { createDue } from './due.ts'
import { createFormHandlers } from './form/handlers.ts'
import { createAnswer } from './gateway/answer.ts'
import { createHub } from './gateway/hub.ts'
import { openGate } from './gateway/gate.ts'
import type { GateParts } from './gateway/gate.ts'
import type { Handlers } from './handler.ts'
import type { House } from './house.ts'
import { createIdentityHandlers } from './identity/handlers.ts'
import { createKioskHandlers } from './kiosk/handlers.ts'
import { createPeopleHandlers } from './people/handlers.ts'
import { meOf } from './people/me.ts'
import { createSessions } from './people/sessions.ts'
import { createDispatcher } from './queue/dispatcher.ts'
import { createQueueHandlers } from './queue/handlers.ts'
import type { Files } from './record/files.ts'
import { createLook } from './record/look.ts'
import { createRecordHandlers } from './record/handlers.ts'
import { keepSweeping } from './record/orphans.ts'
import { openVault } from './record/vault.ts'
import { createArchive } from './recording/archive.ts'
import { createRecordingHandlers } from './recording/handlers.ts'
import { createPlay } from './recording/play.ts'
import { createRecorder } from './recording/recorder.ts'
import { createRegionHandlers } from './region/handlers.ts'
import { createAlarm } from './store/alarm.ts'
import { keepForgetting } from './store/forget.ts'
import { createCommit } from './store/commit.ts'
import type { Changed, Committed } from './store/commit.ts'
import type { Database } from './store/database.ts'
import { createLanes } from './store/lanes.ts'
import { list, look } from './store/list.ts'
import { createFigures, createSuperviseHandlers } from './supervise/handlers.ts'
import { createVisitHandlers } from './visit/handlers.ts'
import { release } from './visit/joining.ts'

/** What a desk is built from: every engine comes from outside and is closed there. */
export interface Parts {
  readonly db: Database
  readonly media: MediaHost
  /** How media nodes come in, where they are what moves media. */
  readonly nodes?: GateParts['nodes']
  readonly mediaSettled?: () => boolean
  /** Whether media hosts are there; unset: always. */
  readonly hostWatch?: HostWatch
  /** The TURN servers of a session’s browser. */
  readonly iceServers?: (party: string) => readonly IceServer[]
  /** Whether there is a recogniser captions come from. */
  readonly captions?: boolean
  readonly files: Files
  /** Where the media nodes' recordings are read. */
  readonly shelf: Shelf
  /** 32 bytes that wrap the key of every visit. */
  readonly masterKey: Uint8Array
  readonly now: () => number
  /** How late deadlines are seen at most that this process was not told of, ms; unset: as in service. */
  readonly longestSleepMs?: number
  readonly log: Logger
  readonly clientDir: string
  readonly tls: { readonly keyFile: string; readonly certFile: string } | null
  readonly publicUrl: string
}

export interface Desk {
  readonly house: House
  /** Listens; port 0 takes a free one. Returns the port. */
  listen(port: number, host: string): Promise<number>
  /** Idempotent: no new requests, sockets and timers go, what runs finishes. */
  close(): Promise<void>
}

/** Builds the desk: house, handlers, gateway, and what follows each commit. Nothing runs before `listen`. */
export const createDesk = (parts: Parts): Desk => {
  const { db, now, log } = parts
  let closing: Promise<void> | null = null
  /** Comings and goings that are being written down. */
  const noting = new Set<Promise<void>>()
  const followers: ((done: Committed) => void)[] = []
  const hub = createHub(now)
  const commit = createCommit({ db, now, committed: (done) => followers.forEach((follow) => follow(done)) })
  const sessions = createSessions({ db, commit, now, ended: hub.end })
  const house: House = {
    db,
    commit,
    sessions,
    lanes: createLanes(),
    now,
    newId: () => randomBytes(15).toString('base64url'),
    log,
    isOnline: hub.isOnline,
    reseat: hub.reseat,
  }
  const exchange: Exchange = openExchange({
    host: parts.media,
    newId: house.newId,
    tell: (party, notice) => hub.announce([{ ...notice, to: [audienceOf(party)] }]),
    isWanted: (party) => isCurrent(db, party),
    seated: (party) => recorder.seated(party),
    ...(parts.iceServers === undefined ? {} : { iceServers: parts.iceServers }),
    ...(parts.mediaSettled === undefined ? {} : { isSettled: parts.mediaSettled }),
  })
  const switchboard = createSwitchboard(exchange, log)
  const scribe = openScribe({
    house,
    host: parts.media,
    peerOf: exchange.peerOf,
    announce: hub.announce,
    offered: parts.captions ?? false,
  })
  const direct = openDirect({ announce: hub.announce, iceServers: parts.iceServers ?? (() => []) })
  const router = createRouter(house, parts.hostWatch ?? alwaysUp)
  const vault = openVault(parts.masterKey)
  const { shelf } = parts
  const recorder = createRecorder({ house, host: parts.media, exchange, vault, shelf })
  const dispatcher = createDispatcher({
    offer: (visitId, personId) => offerCall(house, visitId, personId),
    tell: (jurisdiction, entries, places) => {
      hub.announce([
        { name: 'queue.changed', data: { jurisdiction, entries }, to: [{ jurisdiction, roles: ['clerk'] }] },
        ...places.map((data) => ({ name: 'visit.place' as const, data, to: [{ visitId: data.visitId }] })),
      ])
    },
    log,
  })
  const figures = createFigures(house, (board) =>
    hub.announce([
      {
        name: 'supervise.board',
        data: board,
        to: [{ jurisdiction: board.jurisdiction, roles: ['supervisor'] }],
      },
    ]),
  )
  const alarm = createAlarm({ db, now, ring: createDue(house), log, longestSleepMs: parts.longestSleepMs })
  const forgetting = keepForgetting({ db, now, log })
  const sweeping = keepSweeping({ db, files: parts.files, now, log })

  const nearOf = async ({ visitId, callId, jurisdiction }: Actor): Promise<string | undefined> => {
    if (callId !== undefined) return (await look(db, 'call', callId))?.jurisdiction
    return visitId === undefined ? jurisdiction : (await look(db, 'visit', visitId))?.to
  }

  const handlers: Handlers = {
    ...createPeopleHandlers(house),
    ...createKioskHandlers(house),
    ...createRegionHandlers(house),
    ...createCatalogueHandlers(house),
    ...createVisitHandlers(house, dispatcher),
    ...createQueueHandlers(house, dispatcher),
    ...createCallHandlers(house),
    ...createGuestHandlers(house),
    ...createTalkHandlers(house, { vault, files: parts.files }, hub.announce, scribe),
    ...mediaHandlers(db, exchange, nearOf),
    ...direct.handlers,
    ...router.handlers,
    ...createFormHandlers(house, hub.announce),
    ...createIdentityHandlers(house),
    ...createRecordHandlers(house, { vault, files: parts.files }),
    ...createRecordingHandlers(house, vault),
    ...createArchive(house),
    ...createCaseHandlers(house, { vault, files: parts.files }),
    ...createSuperviseHandlers(house),
  }

  const endVisits = (changed: readonly Changed[]): void => {
    for (const change of changed) {
      if (change.kind !== 'visit' || change.state.phase !== 'ended') continue
      release(house, change.id, 'visitEnded').catch((error: unknown) =>
        log.error({ err: error }, 'a visit was not released'),
      )
    }
  }

  /** Who is no guest any more has neither a session nor media (GUEST-7). */
  const endGuests = (announcements: Committed['announcements']): void => {
    for (const { name, data } of announcements) {
      if (name !== 'guest.over') continue
      const { callId, guestId } = data
      Promise.all([
        sessions.endWhere({ guestId }, 'callEnded'),
        exchange.leave(outsiderParty(callId, guestId)),
      ]).catch((error: unknown) => log.error({ err: error }, 'a guest was not seen off'))
    }
  }

  followers.push(({ announcements, changed, dueAt }) => {
    hub.announce(announcements)
    // Before the switchboard: a page hears where its call goes before it hears that the former way is given up.
    direct.learn(changed)
    switchboard.learn(changed)
    scribe.learn(changed)
    router.learn(changed)
    recorder.learn(changed)
    dispatcher.learn(changed)
    figures.learn(changed)
    endVisits(changed)
    endGuests(announcements)
    if (dueAt !== null) alarm.expect(dueAt)
  })

  const gate = openGate({
    hub,
    answer: createAnswer({ handlers, log }),
    sessions,
    look: createLook(house, { vault, files: parts.files }),
    play: createPlay(house, { vault, shelf }),
    meOf: (actor) => meOf(house, actor),
    presence: (actor) => {
      // A desk that stops says nothing of its people: the next one finds out who comes back.
      if (closing !== null) return
      const noted = notePresence(house, actor)
        .catch((error: unknown) => log.error({ err: error }, 'presence was not written down'))
        .finally(() => noting.delete(noted))
      noting.add(noted)
    },
    now,
    log,
    clientDir: parts.clientDir,
    tls: parts.tls,
    publicUrl: parts.publicUrl,
    nodes: parts.nodes ?? null,
    healthy: async () => {
      await sql`select 1`.execute(db)
      return true
    },
  })

  /** Nobody is connected yet: who does not come back gives up place, seat or call in their time. */
  const everybodyAway = async (): Promise<void> => {
    const calls = await openCalls(db)
    const visits = await list(db, 'visit', { phases: ['waiting', 'offered'] })
    const seats = await list(db, 'seat')
    const applicants = [...visits.map(({ id }) => id), ...calls.map(({ state }) => state.visitId)]
    for (const visitId of applicants) await notePresence(house, { role: 'applicant', sessionId: '', visitId })
    for (const { state } of calls) for (const each of guestsAt(state)) await notePresence(house, each)
    for (const { id } of seats) await notePresence(house, { role: 'clerk', sessionId: '', personId: id })
  }

  /** What the database knows and this process does not yet: who waits, who sits, which calls go on. */
  const recover = async (): Promise<void> => {
    await everybodyAway()
    const seats = await list(db, 'seat')
    const visits = await list(db, 'visit', { phases: ['waiting', 'offered'] })
    const calls = await openCalls(db)
    direct.recover(calls)
    await switchboard.recover(calls)
    await recorder.recover()
    await router.recover(calls)
    dispatcher.learn([
      ...seats.map(({ id, state }) => ({ kind: 'seat' as const, id, state })),
      ...visits.map(({ id, state }) => ({ kind: 'visit' as const, id, state })),
    ])
  }

  const closeAll = async (): Promise<void> => {
    await gate.close()
    figures.close()
    router.close()
    await Promise.all([alarm.close(), forgetting.close(), sweeping.close(), dispatcher.close(), ...noting])
    scribe.close()
    await recorder.close()
    await exchange.close()
  }

  return {
    house,
    listen: async (port, host) => {
      await recover()
      return gate.listen(port, host)
    },
    close: () => {
      closing ??= closeAll()
      return closing
    },
  }
}
