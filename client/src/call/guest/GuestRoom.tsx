import type { GuestCall } from '@farwindow/shared/call/guestprotocol.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { CallControls } from '../CallControls.tsx'
import { DeviceTrouble } from '../DeviceTrouble.tsx'
import type { MediaStore } from '../mediastore.ts'
import { trackOf, troubleOf } from '../owndevice.ts'
import { ReplacedNotice } from '../ReplacedNotice.tsx'
import { ShownScreen } from '../ShownScreen.tsx'
import { useSpeaker } from '../useSpeaker.ts'
import { unlockSound, Video } from '../Video.tsx'
import { Button } from '../../parts/Button.tsx'
import { classes } from '../../parts/classes.ts'
import { useWords } from '../../words/words.ts'
import { PersonPicture } from './PersonPicture.tsx'
import { selfIn, type GuestStore } from './store.ts'
import { useShown } from './useShown.ts'

export interface GuestRoomProps {
  readonly guest: GuestStore
  readonly call: GuestCall
}

interface RoomProps extends GuestRoomProps {
  /** What stands above the pictures: whether the call is recorded. */
  readonly top: ReactNode
}

/** The call as a guest has it: faces, a shared screen, one's own switches, and nothing of the matter (GUEST-6). */
export const GuestRoom = ({ guest, call, top }: RoomProps): ReactNode => {
  const say = useWords('guest')
  const screens = useWords('screen')
  const stage = useWords('call')
  const shown = useShown()
  const { media } = guest
  const { view, camera, microphone } = useStore(media.state)
  const speaker = useSpeaker(media, true)
  const [blocked, setBlocked] = useState(false)
  const others = call.guests.filter(({ id, phase }) => id !== call.guestId && phase === 'present')
  const screen = (view?.remotes ?? []).find(({ source }) => source === 'screen')
  const own = view?.held.has('camera') === true ? null : trackOf(camera)
  const person = { view, onBlocked: (now: boolean) => setBlocked(now) }
  const self = selfIn(call)
  const pictures = 3 + others.length
  return (
    <div className="flex min-h-0 grow flex-col bg-stage">
      {top}
      {screen !== undefined && (
        <ShownScreen
          track={screen.track}
          label={screens(screen.by === call.clerk.party ? 'clerkScreen' : 'applicantScreen')}
          className="h-[50vh]"
        />
      )}
      <div
        className={classes(
          'grid min-h-[12rem] grow auto-rows-fr gap-1 md:grid-cols-2',
          // Below a shared screen faces stand beside each other: strips of them would be all caption.
          pictures > 3 ? 'grid-cols-2' : screen === undefined ? 'grid-cols-1' : 'grid-cols-3',
        )}
      >
        <PersonPicture
          {...person}
          party={call.applicant.party}
          name={say('kind_applicant')}
          capacity=""
          away={call.away.includes('applicant')}
          speaking={speaker === call.applicant.party}
        />
        <PersonPicture
          {...person}
          party={call.clerk.party}
          name={call.clerk.name}
          capacity={`${say('kind_clerk')} ${call.clerk.number}`}
          away={call.away.includes('clerk')}
          speaking={speaker === call.clerk.party}
        />
        {others.map((one) => {
          const { name, kind } = shown(one)
          return (
            <PersonPicture
              {...person}
              key={one.id}
              party={one.party}
              name={name}
              capacity={kind}
              away={one.away}
              speaking={speaker === one.party}
            />
          )
        })}
        <figure className="relative isolate min-h-0 overflow-hidden bg-stage text-on-stage">
          <Video
            tracks={own === null ? [] : [own]}
            label={say('you')}
            mirrored
            className="absolute inset-0"
          />
          <figcaption className="absolute inset-x-0 bottom-0 bg-stage/80 px-2 py-1 text-note leading-tight">
            <span className="font-semibold">{say('you')}</span>{' '}
            {self === undefined ? '' : say(`kind_${self.kind}`)}
            {own === null && ` · ${say('cameraOff')}`}
            {view?.held.has('microphone') === true && ` · ${say('muted')}`}
          </figcaption>
        </figure>
      </div>
      {blocked && (
        <div className="flex flex-wrap items-center justify-center gap-3 p-2 text-on-stage">
          <p>{stage('soundBlocked')}</p>
          <Button
            kind="primary"
            icon="speaker"
            className="focus-visible:outline-on-stage"
            onPress={() => {
              unlockSound()
              setBlocked(false)
            }}
          >
            {stage('soundOn')}
          </Button>
        </div>
      )}
      <div className="bg-ground px-3 empty:hidden">
        <OwnTroubles media={media} />
        <ReplacedNotice media={media} />
      </div>
      <CallControls
        hasCamera={camera.state === 'granted'}
        hasMicrophone={microphone.state === 'granted'}
        cameraHeld={view?.held.has('camera') === true}
        microphoneHeld={view?.held.has('microphone') === true}
        onCamera={(held) => media.setHeld('camera', held)}
        onMicrophone={(held) => media.setHeld('microphone', held)}
        onHangUp={() => void guest.leave()}
        endWords={say('leave')}
      />
    </div>
  )
}

/** Before the yes: one's own picture and sound, and what one is waiting for. */
export const GuestDoor = ({ guest, call }: GuestRoomProps): ReactNode => {
  const say = useWords('guest')
  const { media } = guest
  const picture = trackOf(useStore(media.state, ({ camera }) => camera))
  const asking = selfIn(call)?.phase === 'asking'
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="max-w-[45em] text-lead">
        {say(asking ? 'askingLead' : 'doorLead')}
      </p>
      {!asking && (
        <>
          <h2 className="font-semibold">{say('ownTitle')}</h2>
          <div className="aspect-video w-full max-w-[28rem] overflow-hidden rounded-card bg-stage">
            <Video tracks={picture === null ? [] : [picture]} label={say('you')} mirrored />
          </div>
          <OwnTroubles media={media} />
        </>
      )}
      <div>
        <Button onPress={guest.leave}>{say('leave')}</Button>
      </div>
    </div>
  )
}

const OwnTroubles = ({ media }: { readonly media: MediaStore }): ReactNode => {
  const facts = useStore(media.state)
  return (['camera', 'microphone'] as const).map((kind) => {
    const trouble = troubleOf(facts[kind])
    return trouble === undefined ? null : (
      <DeviceTrouble
        key={kind}
        kind={kind}
        trouble={trouble}
        place="own"
        onRetry={() => void media.recapture(kind)}
      />
    )
  })
}
