import { applicantParty } from '@farwindow/shared/call/party.ts'
import { useStore } from 'zustand'
import { lackingOf, onStage, remotesOf } from '../../call/media/view.ts'
import type { Remote } from '../../call/media/view.ts'
import { useWords } from '../../words/words.ts'
import type { ClerkStores } from './stores.ts'

/** The applicant as the clerk has them before them. */
export interface ApplicantSeen {
  /** How they are named among the call's parties; undefined without a call. */
  readonly party: string | undefined
  readonly tracks: readonly MediaStreamTrack[]
  /** The screen they show. */
  readonly screen: Remote | undefined
  /** Why there is no picture. */
  readonly absence: string | undefined
  /** What stands below it: why there is no sound. */
  readonly caption: string | undefined
}

export const useApplicantSeen = ({ media, call, link }: ClerkStores): ApplicantSeen => {
  const say = useWords('clerk')
  const network = useWords('network')
  const view = useStore(media.state, (now) => now.view)
  const away = useStore(call.state, (now) => now.call?.away.includes('applicant') === true)
  const offline = useStore(link.state, (now) => now.phase === 'offline')
  const party = useStore(call.state, (now) =>
    now.call === null ? undefined : applicantParty(now.call.visitId),
  )
  const { picture, sound, screen, tracks } = onStage(remotesOf(view, party))
  const { camera, microphone } = lackingOf(view, party)

  const absence = ((): string | undefined => {
    if (view?.phase === 'replaced') return say('mediaReplaced')
    if (offline) return say('reconnecting')
    if (away) return say('applicantAway')
    if (camera !== undefined && (picture === undefined || camera === 'interrupted'))
      return say(`farCamera_${camera}`)
    if (picture?.thin === true) return network('picturePaused')
    if (picture?.muted === true || (picture === undefined && sound !== undefined)) return say('pictureOff')
    return picture === undefined ? say('connecting') : undefined
  })()

  const caption = ((): string | undefined => {
    if (sound?.muted === true) return say('applicantMuted')
    const isTold = microphone !== undefined && (sound === undefined || microphone === 'interrupted')
    return isTold ? say(`farMicrophone_${microphone}`) : undefined
  })()

  return { party, tracks, screen, absence, caption }
}
