import { staffParty } from '@farwindow/shared/call/party.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { CaptionBand, type CaptionBandProps } from '../../call/CaptionBand.tsx'
import { CallControls } from '../../call/CallControls.tsx'
import { LinkBadge, LinkLine } from '../../call/LinkBadge.tsx'
import { onStage, remotesOf } from '../../call/media/view.ts'
import { canShareScreen } from '../../call/media/screen.ts'
import { Stage } from '../../call/Stage.tsx'
import { useSpeaker } from '../../call/useSpeaker.ts'
import { GuestTile } from '../../call/guest/GuestTile.tsx'
import { SoundMark, SpeakingMark } from '../../call/guest/PersonPicture.tsx'
import { placesFor, presentOf } from '../../call/guest/places.ts'
import { classes } from '../../parts/classes.ts'
import { useOtherCamera } from '../../call/useChoices.ts'
import { Elapsed } from '../../parts/Elapsed.tsx'
import { useNames } from '../../region/useNames.ts'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'
import { useStage } from './useStage.ts'

export interface CallStageProps {
  readonly applicant: Applicant
  readonly onHangUp: () => void
}

/** The clerk's picture with name and office, oneself in the corner, and the switches below. */
export const CallStage = ({ applicant, onHangUp }: CallStageProps): ReactNode => {
  const stage = useStage(applicant)
  const { call } = useStore(applicant.call.state)
  const view = useStore(applicant.media.state, (now) => now.view)
  const present = presentOf(call?.guests ?? [])
  const speaker = useSpeaker(applicant.media, present.length > 0)
  const reads = useStore(applicant.captions.state, ({ wanted }) => wanted)
  const places = placesFor(present, reads)
  const clerkSpeaks = call !== null && speaker === staffParty(call.clerkId)
  return (
    <div className="flex min-h-0 flex-col">
      <div className={classes('grid gap-1 bg-stage', places.box)}>
        <Stage
          {...stage}
          band={reads ? undefined : <Band applicant={applicant} place="over" />}
          caption={<Caption applicant={applicant} speaking={clerkSpeaks} narrow={present.length > 0} />}
          className={classes('min-h-0 min-w-0', places.clerk)}
        >
          {clerkSpeaks && <SpeakingMark />}
          {present.length === 0 && <LinkBadge media={applicant.media} />}
        </Stage>
        {present.map((one, n) => (
          <GuestTile
            key={one.id}
            one={one}
            view={view}
            speaking={speaker === one.party}
            acts={applicant.guests}
            {...(places.guests[n] === undefined ? {} : { className: places.guests[n] })}
          />
        ))}
      </div>
      {/* Never over a face: a kiosk’s picture may be shared by three, a phone’s is no higher than the words. */}
      {reads && <Band applicant={applicant} place="below" />}
      <Controls applicant={applicant} onHangUp={onHangUp} />
    </div>
  )
}

const Band = ({
  applicant,
  place,
}: {
  readonly applicant: Applicant
  readonly place: CaptionBandProps['place']
}): ReactNode => {
  const say = useWords('call')
  const names = { clerk: say('clerk'), applicant: say('chatYou') }
  return <CaptionBand captions={applicant.captions} names={names} place={place} />
}

/** Who the clerk is, under the emblem line, and how long one has been talking. */
const Caption = ({
  applicant,
  speaking,
  narrow,
}: {
  readonly applicant: Applicant
  readonly speaking: boolean
  /** Others are in the call too: their pictures take room, and muted or speaking is said of everybody, below the name. */
  readonly narrow: boolean
}): ReactNode => {
  const say = useWords('call')
  const clerk = useStore(applicant.visit.state, (now) => now.visit?.clerk)
  const answeredAt = useStore(applicant.call.state, (now) => now.call?.answeredAt)
  const called = useNames(applicant.names)
  const party = useStore(applicant.call.state, (now) => now.call && staffParty(now.call.clerkId))
  const muted = useStore(
    applicant.media.state,
    ({ view }) => onStage(remotesOf(view, party ?? undefined)).sound?.muted === true,
  )
  if (clerk === undefined) return null
  return (
    <div className="border-l-[6px] border-emblem pl-3 leading-tight phone:pl-2">
      <div className="flex justify-between gap-x-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-0">
          <p className="font-semibold">
            {clerk.name} {say('clerkNumber', { number: clerk.number })}
          </p>
          <p className={classes('text-[0.9em] phone:sr-only', narrow && 'sr-only')}>
            {say('clerkOf', { office: called.place(clerk.jurisdiction) })}
          </p>
        </div>
        {answeredAt !== undefined && (
          <p className={classes('shrink-0 text-[0.9em]', narrow && 'phone:sr-only')}>
            <Elapsed sinceAt={answeredAt} label={say('duration')} />
          </p>
        )}
      </div>
      {narrow && (
        <div className="flex flex-wrap items-center gap-x-4 text-note leading-tight">
          <SoundMark muted={muted} speaking={speaking} />
          <LinkLine media={applicant.media} />
        </div>
      )}
    </div>
  )
}

const Controls = ({ applicant, onHangUp }: CallStageProps): ReactNode => {
  const { media } = applicant
  const captions = useStore(applicant.captions.state)
  const { camera, microphone, view, screen } = useStore(media.state)
  const otherCamera = useOtherCamera(media)
  return (
    <CallControls
      hasCamera={camera.state === 'granted'}
      hasMicrophone={microphone.state === 'granted'}
      cameraHeld={view?.held.has('camera') === true}
      microphoneHeld={view?.held.has('microphone') === true}
      onCamera={(held) => media.setHeld('camera', held)}
      onMicrophone={(held) => media.setHeld('microphone', held)}
      onHangUp={onHangUp}
      captionsShown={captions.wanted}
      onCaptions={
        captions.state === 'none' ? undefined : () => applicant.captions.setWanted(!captions.wanted)
      }
      onOtherCamera={otherCamera}
      {...(canShareScreen()
        ? {
            screenShown: screen !== null,
            onScreen: () => (screen === null ? void media.showScreen() : media.hideScreen()),
          }
        : {})}
    />
  )
}
