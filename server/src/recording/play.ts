import type { Actor } from '@farwindow/shared/people/role.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { openReel } from '../call/recording/reel.ts'
import type { Reel } from '../call/recording/reel.ts'
import type { Shelf } from '../call/recording/shelf.ts'
import type { House } from '../house.ts'
import { causeOf } from '../store/cause.ts'
import type { Vault } from '../record/vault.ts'
import { seenRecording } from './access.ts'
import { openKey } from './key.ts'

/** A file as it is sent: any range of it, until the answer is complete. */
export interface Played {
  readonly type: string
  readonly bytes: number
  read(range: { readonly from: number; readonly to: number }): AsyncIterable<Buffer>
}

/** A file of a recording for this actor; a refusal is answered as 404 or 503. */
export type Play = (actor: Actor, recordingId: string, name: string) => Promise<Outcome<Played>>

/** A player asks for one file in many parts: these are one look. */
const sameLookMs = 10 * 60_000
/** Files whose inside is known; what is known of one is a few hundred kilobytes. */
const mostReels = 64

const isName = (text: string): boolean => /^[\w-]{1,64}\/\d{3,}-(camera|microphone|screen)\.fwr$/.test(text)

/** Bytes of recordings, each file that somebody begins to play noted before its first byte (RECORDING-28). */
export const createPlay = (
  house: House,
  { vault, shelf }: { readonly vault: Vault; readonly shelf: Shelf },
): Play => {
  const looks = new Map<string, number>()
  const reels = new Map<string, Reel>()

  const isSameLook = (look: string): boolean => house.now() - (looks.get(look) ?? -Infinity) < sameLookMs
  const looked = (look: string): void => {
    for (const [each, at] of looks) if (house.now() - at >= sameLookMs) looks.delete(each)
    looks.set(look, house.now())
  }

  const permit = (actor: Actor, recordingId: string, name: string) => {
    const look = `${actor.sessionId} ${recordingId} ${name}`
    const same = isSameLook(look)
    return house.commit({ by: causeOf(actor) }, async (work) => {
      const found = await seenRecording(work, actor, recordingId)
      const known =
        found.state.phase === 'kept' &&
        found.state.segments.some(({ partId, file }) => `${partId}/${file}` === name)
      if (!known) return work.refuse({ code: 'notFound' })
      if (!same) work.note(found, { name: 'played', data: { file: name } })
      return look
    })
  }

  const reelOf = (key: Uint8Array, recordingId: string, name: string): Promise<Reel | null> =>
    house.lanes(`reel ${recordingId}/${name}`, async () => {
      const known = reels.get(`${recordingId}/${name}`)
      const reel = known ?? (await openReel(shelf, key, { recordingId, name }))
      if (reel === null) return null
      reels.delete(`${recordingId}/${name}`)
      reels.set(`${recordingId}/${name}`, reel)
      const oldest = reels.keys().next()
      if (reels.size > mostReels && oldest.done !== true) reels.delete(oldest.value)
      return reel
    })

  return async (actor, recordingId, name) => {
    if (!/^[\w-]{1,64}$/.test(recordingId) || !isName(name)) return refuse('notFound')
    const permitted = await permit(actor, recordingId, name)
    if (!permitted.ok) return permitted
    looked(permitted.value)
    const key = await openKey(house, vault, recordingId)
    const reel = key === null ? null : await reelOf(key, recordingId, name)
    if (key === null || reel === null) {
      house.log.error({ recordingId, name }, 'a file of a recording does not open')
      return refuse('notFound')
    }
    return ok({
      type: reel.type,
      bytes: reel.bytes,
      read: async function* (range) {
        try {
          yield* reel.read(key, range)
        } finally {
          key.fill(0)
        }
      },
    })
  }
}
