import { staffParty } from '@farwindow/shared/call/party.ts'
import { useStore } from 'zustand'
import { lackingOf, onStage, remotesOf } from '../../call/media/view.ts'
import { trackOf } from '../../call/owndevice.ts'
import type { StageProps } from '../../call/Stage.tsx'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'

type StageFacts = Pick<
  StageProps,
  'tracks' | 'label' | 'absence' | 'waitingWords' | 'self' | 'soundBlockedWords' | 'fit'
>

/** What stands on the applicant's stage: the clerk's camera with sound, oneself, or why there is no picture. */
export const useStage = ({ media, call, link }: Applicant): StageFacts => {
  const say = useWords('call')
  const networkWords = useWords('network')
  const { view, camera } = useStore(media.state)
  const clerkAway = useStore(call.state, (now) => now.call?.away.includes('clerk') === true)
  const offline = useStore(link.state, (now) => now.phase === 'offline')

  const clerk = useStore(call.state, (now) => (now.call === null ? undefined : staffParty(now.call.clerkId)))
  const { picture, sound, tracks } = onStage(remotesOf(view, clerk))

  const absence = ((): string | undefined => {
    if (view?.phase === 'replaced') return say('mediaElsewhere')
    // Pictures have their own way and may still come while the other line is broken.
    if (offline && view?.connections.receive !== 'connected') return say('ownAway')
    if (clerkAway) return say('clerkAway')
    const lacked = lackingOf(view, clerk).camera
    if (lacked !== undefined && (picture === undefined || lacked === 'interrupted'))
      return say('clerkNoCamera')
    if (picture?.thin === true) return networkWords('picturePaused')
    const isOff = picture?.muted === true || (picture === undefined && sound !== undefined)
    return isOff ? say('clerkCameraOff') : undefined
  })()

  const own = trackOf(camera)
  const held = view?.held.has('camera') === true
  return {
    tracks,
    label: say('clerkPicture'),
    absence,
    waitingWords: say('connecting'),
    fit: 'cover',
    self: {
      track: held || view?.thin === true ? null : own,
      label: say('you'),
      absence:
        view?.thin === true && !held
          ? networkWords('picturePaused')
          : say(own === null ? 'selfNoCamera' : 'selfCameraOff'),
    },
    soundBlockedWords: { text: say('soundBlocked'), action: say('soundOn') },
  }
}
