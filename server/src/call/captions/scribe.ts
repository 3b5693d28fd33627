import { sides } from '@farwindow/shared/call/machine.ts'
import type { CallState, Side } from '@farwindow/shared/call/machine.ts'
import type { CaptionsState } from '@farwindow/shared/call/talkprotocol.ts'
import type { House } from '../../house.ts'
import type { Announce } from '../../store/announcement.ts'
import type { Changed } from '../../store/commit.ts'
import type { MediaHost, MediaHostEvent } from '../host.ts'
import { allOf } from '../talking.ts'

/** A call somebody wants captions of. */
interface Captioned {
  readonly call: CallState
  readonly wants: Set<Side>
  /** The peers that are transcribed, by side. */
  readonly peers: Map<Side, string>
  /** Sides to which the recogniser does not listen at the moment. */
  readonly deaf: Set<Side>
  /** When the sentence began that a side is saying. */
  readonly begun: Map<Side, number>
}

const newlyCaptioned = (call: CallState): Captioned => ({
  call,
  wants: new Set(),
  peers: new Map(),
  deaf: new Set(),
  begun: new Map(),
})

/** What was recognised to its end. */
interface Sentence {
  readonly text: string
  readonly at: number
  readonly begunAt: number
}

export interface Scribe {
  /** One side wants captions, or no more. */
  want(call: CallState, side: Side, on: boolean): CaptionsState
  learn(changed: readonly Changed[]): void
  close(): void
}

/** A page that reloads, and a media node that moves, bring new peers: looked for so often. */
const lookMs = 1_000
const retries = 5

/**
 * Captions (CAPTION-1 …): who wants them is in memory and asked for anew by pages that come back; what was said is an
 * event of the call. Nothing here can disturb the call, and no word gets into the log.
 */
export const openScribe = (about: {
  readonly house: House
  readonly host: Pick<MediaHost, 'transcribe' | 'listen'>
  readonly peerOf: (party: string) => string | undefined
  readonly announce: Announce
  /** Whether there is a recogniser. */
  readonly offered: boolean
}): Scribe => {
  const { house, host } = about
  const calls = new Map<string, Captioned>()

  const stateOf = ({ wants, deaf }: Captioned): CaptionsState =>
    wants.size === 0 ? 'off' : deaf.size > 0 ? 'paused' : 'on'
  const tell = (each: Captioned): void =>
    about.announce([
      {
        name: 'talk.captions',
        data: { callId: each.call.id, state: stateOf(each) },
        to: allOf(each.call),
      },
    ])

  const ask = (peerId: string, on: boolean): Promise<boolean> =>
    host.transcribe({ peerId, on }).then(
      ({ ok }) => ok,
      () => false,
    )
  const partyOf = ({ call }: Captioned, side: Side): string =>
    side === 'applicant' ? `visit:${call.visitId}` : `person:${call.clerkId}`
  /** Every voice of the call is heard, over the peer it has now. */
  const attach = (each: Captioned): void => {
    for (const side of sides) {
      const peerId = about.peerOf(partyOf(each, side))
      if (peerId === undefined || each.peers.get(side) === peerId) continue
      each.peers.set(side, peerId)
      void ask(peerId, true).then((heard) => {
        if (!heard && each.peers.get(side) === peerId) each.peers.delete(side)
      })
    }
  }
  const detach = (each: Captioned): void => {
    for (const peerId of each.peers.values()) void ask(peerId, false)
    each.peers.clear()
    each.deaf.clear()
    each.begun.clear()
  }
  const looking = setInterval(() => {
    for (const each of calls.values()) if (each.wants.size > 0) attach(each)
  }, lookMs).unref()

  /** Written down in the order it was said; tried again while the database is away. */
  const keep = (each: Captioned, by: Side, { text, at: saidAt, begunAt }: Sentence): Promise<void> =>
    house.lanes(`captions ${each.call.id}`, async () => {
      for (let left = retries; left > 0; left -= 1) {
        const kept = await house
          .commit({ by: { role: 'system' } }, async (work) => {
            const call = await work.need('call', each.call.id)
            work.note(call, { name: 'captioned', data: { by, text, saidAt } })
            const data = { callId: call.id, by, text, saidAt, begunAt }
            work.announce({ name: 'talk.captioned', data, to: allOf(call.state) })
          })
          .catch(() => null)
        if (kept?.ok === true || (kept !== null && kept.refusal.code !== 'unavailable')) return
        await new Promise((resolve) => setTimeout(resolve, lookMs))
      }
      house.log.warn({ call: each.call.id }, 'a caption could not be written down')
    })

  const hear = (event: MediaHostEvent): void => {
    if (event.type !== 'heardWords' && event.type !== 'transcribing') return
    for (const each of calls.values()) {
      const by = sides.find((side) => each.peers.get(side) === event.peerId)
      if (by === undefined || each.wants.size === 0) continue
      if (event.type === 'transcribing') {
        if (event.on) each.deaf.delete(by)
        else each.deaf.add(by)
        tell(each)
        continue
      }
      const begunAt = each.begun.get(by) ?? house.now()
      if (event.final) {
        each.begun.delete(by)
        void keep(each, by, { ...event, begunAt })
      } else {
        each.begun.set(by, begunAt)
        const data = { callId: each.call.id, by, text: event.text, begunAt }
        about.announce([{ name: 'talk.hearing', data, to: allOf(each.call) }])
      }
    }
  }
  const stopListening = host.listen(hear)

  return {
    want: (call, side, on) => {
      if (!about.offered) return 'none'
      const each = calls.get(call.id) ?? newlyCaptioned(call)
      const before = stateOf(each)
      calls.set(call.id, each)
      if (on) each.wants.add(side)
      else each.wants.delete(side)
      if (each.wants.size > 0) attach(each)
      else detach(each)
      if (stateOf(each) !== before) tell(each)
      return stateOf(each)
    },
    learn: (changed) => {
      for (const change of changed) {
        if (change.kind !== 'call' || change.state.phase !== 'ended') continue
        const each = calls.get(change.state.id)
        if (each === undefined) continue
        calls.delete(change.state.id)
        detach(each)
      }
    },
    close: () => {
      clearInterval(looking)
      stopListening()
    },
  }
}
