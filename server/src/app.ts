import { sql } from 'kysely'
import { createPresence } from './call/presence.ts'
import { openFollowers } from './followers.ts'
import type { Followers } from './followers.ts'
import { createAnswer } from './gateway/answer.ts'
import { openGate } from './gateway/gate.ts'
import { createHub } from './gateway/hub.ts'
import { createHandlers } from './handlers.ts'
import { createHouse } from './house.ts'
import type { House } from './house.ts'
import type { Parts } from './parts.ts'
import { meOf } from './people/me.ts'
import { createLook } from './record/look.ts'
import { keepSweeping } from './record/orphans.ts'
import type { Safe } from './record/safe.ts'
import { openVault } from './record/vault.ts'
import { createPlay } from './recording/play.ts'
import { keepForgetting } from './store/forget.ts'

export interface Desk {
  readonly house: House
  /** Listens; port 0 takes a free one. Returns the port. */
  listen(port: number, host: string): Promise<number>
  /** Idempotent: no new requests, sockets and timers go, what runs finishes. */
  close(): Promise<void>
}

/** Builds the desk: house, what follows each commit, handlers, gateway. Nobody comes in before `listen`. */
export const createDesk = (parts: Parts): Desk => {
  const { db, now, log, files, shelf } = parts
  const hub = createHub(now)
  const house = createHouse({ db, now, log, pages: hub, committed: (done) => followers.learn(done) })
  const safe: Safe = { vault: openVault(parts.masterKey), files }
  const { vault } = safe
  const followers: Followers = openFollowers(parts, { house, vault, announce: hub.announce })
  const handlers = createHandlers({ house, safe, announce: hub.announce, ...followers })
  const presence = createPresence(house)
  const upkeep = [keepForgetting({ db, now, log }), keepSweeping({ db, files, now, log })]
  const gate = openGate({
    hub,
    answer: createAnswer({ handlers, log }),
    sessions: house.sessions,
    look: createLook(house, safe),
    play: createPlay(house, { vault, shelf }),
    meOf: (actor) => meOf(house, actor),
    presence: presence.note,
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

  const closeAll = async (): Promise<void> => {
    const noted = presence.close()
    // The nodes' lines end with the gate: that is our end, not theirs, and no reason to send calls another way.
    followers.router.close()
    await gate.close()
    await Promise.all([followers.rest(), noted, ...upkeep.map((each) => each.close())])
    await followers.close()
  }
  let closing: Promise<void> | null = null

  return {
    house,
    listen: async (port, host) => {
      await presence.everybodyAway()
      await followers.recover()
      return gate.listen(port, host)
    },
    close: () => (closing ??= closeAll()),
  }
}
