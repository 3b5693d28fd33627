import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { CaptionBand } from '../../call/CaptionBand.tsx'
import { DeviceChoice } from '../../call/DeviceChoice.tsx'
import { DirectCall } from '../../call/DirectCall.tsx'
import { useIsDirect } from '../../call/DirectNotice.tsx'
import { LinkBadge } from '../../call/LinkBadge.tsx'
import { canShareScreen } from '../../call/media/screen.ts'
import { trackOf } from '../../call/owndevice.ts'
import { ReplacedNotice } from '../../call/ReplacedNotice.tsx'
import { ScreenNotice } from '../../call/ScreenNotice.tsx'
import { SharedScreen } from '../../call/SharedScreen.tsx'
import { Stage } from '../../call/Stage.tsx'
import { useSpeaker } from '../../call/useSpeaker.ts'
import { GuestPanel } from '../../call/guest/GuestPanel.tsx'
import { SoundMark, SpeakingMark } from '../../call/guest/PersonPicture.tsx'
import { DeviceBar } from '../../clerk/DeviceBar.tsx'
import { classes } from '../../parts/classes.ts'
import { ClerkRecording } from '../../recording/ClerkRecording.tsx'
import { useWords } from '../../words/words.ts'
import { Trouble } from './OwnDevices.tsx'
import { askNextStill } from './still.ts'
import type { ClerkStores } from './stores.ts'
import { useApplicantSeen } from './useApplicantSeen.ts'
import { useZoom } from './useZoom.ts'

const noGuests: readonly GuestView[] = []
/** One's own screen and the applicant beside it: no higher than leaves guests their room, and less where much is to be said. */
const beside = 'grid h-[20vh] min-h-[12vh] grid-cols-2 grid-rows-[minmax(0,1fr)] gap-2 2xl:h-[26vh]'

/** The applicant large, oneself small, and below it what one can do with both. */
export const CallStage = ({ clerk }: { readonly clerk: ClerkStores }): ReactNode => {
  const say = useWords('clerk')
  const { media, call, served } = clerk
  const screens = useWords('screen')
  const networkWords = useWords('network')
  const { camera, microphone, view, screen: own } = useStore(media.state)
  const direct = useIsDirect(media)
  const captions = useStore(clerk.captions.state)
  const talk = useWords('talk')
  const names = { clerk: say('me'), applicant: say('applicant') }
  const marking = { marks: clerk.marks, side: 'clerk' as const, names }
  const reference = useStore(served.state, (now) => now.visit?.reference)
  const guests = useStore(call.state, (now) => now.call?.guests) ?? noGuests
  const lapsed = useStore(call.state, (now) => now.lapsed)
  const accompanied = guests.some(({ phase }) => phase === 'present')
  const speaker = useSpeaker(media, accompanied)
  const [whole, setWhole] = useState(false)
  const { zoom, setZoom, video, aim } = useZoom()
  const [choosing, setChoosing] = useState(false)

  const { party, tracks, screen, absence, caption } = useApplicantSeen(clerk)
  const speaks = party !== undefined && speaker === party
  const held = (kind: 'camera' | 'microphone'): boolean => view?.held.has(kind) === true

  return (
    // The picture gives way, so that what is below it stays on a small screen, however much is written or recorded.
    <div className="flex flex-col gap-2 lg:h-full">
      <Trouble kind="camera" device={camera} clerk={clerk} />
      <Trouble kind="microphone" device={microphone} clerk={clerk} />
      <ReplacedNotice media={media} />
      <DirectCall media={media} call={call} />
      <ClerkRecording recording={clerk.recording} direct={direct} />
      {own !== null && <ScreenNotice onHide={media.hideScreen} />}
      {screen !== undefined && (
        <SharedScreen
          track={screen.track}
          label={screens('applicantScreen')}
          marking={{ ...marking, screen: 'applicant' }}
          className="max-h-[60vh] shrink-0"
        />
      )}
      {/* What one shows and who looks at it stand beside each other: guests below stay in sight. */}
      <div className={own === null ? 'flex min-h-44 flex-col' : beside}>
        {own !== null && (
          <SharedScreen track={own} label={talk('ownScreen')} marking={{ ...marking, screen: 'clerk' }} />
        )}
        <div className="flex min-h-0 flex-col" onMouseMove={zoom > 1 ? aim : undefined}>
          <Stage
            tracks={tracks}
            label={say('otherPicture')}
            absence={absence}
            band={<CaptionBand captions={clerk.captions} names={names} place="over" />}
            caption={caption ?? (speaks ? <SoundMark muted={false} speaking /> : undefined)}
            self={{
              track: held('camera') || view?.thin === true ? null : trackOf(camera),
              label: say('selfPicture'),
              absence:
                view?.thin === true && !held('camera') ? networkWords('picturePaused') : say('selfOff'),
            }}
            soundBlockedWords={{ text: say('soundBlocked'), action: say('soundPlay') }}
            fit={whole ? 'contain' : 'cover'}
            video={video}
            // Beside a shared screen the face may be small.
            className={classes(
              'min-h-0 w-full rounded-card',
              own === null ? 'aspect-video' : 'h-full',
              screen !== undefined ? 'max-h-[26vh]' : accompanied ? 'max-h-[38vh]' : 'max-h-[60vh]',
            )}
          >
            <LinkBadge media={media} />
            {speaks && <SpeakingMark />}
          </Stage>
        </div>
      </div>
      <DeviceBar
        microphoneOn={!held('microphone')}
        cameraOn={!held('camera')}
        whole={whole}
        zoom={zoom}
        unfinished={reference === undefined}
        onMicrophone={() => media.setHeld('microphone', !held('microphone'))}
        onCamera={() => media.setHeld('camera', !held('camera'))}
        onWhole={() => setWhole(!whole)}
        onZoom={setZoom}
        screenShown={own !== null}
        onScreen={
          canShareScreen() ? () => (own === null ? void media.showScreen() : media.hideScreen()) : undefined
        }
        onStill={() => void askNextStill(clerk)}
        captionsShown={captions.wanted}
        onCaptions={captions.state === 'none' ? undefined : () => clerk.captions.setWanted(!captions.wanted)}
        onHangUp={() => call.hangUp()}
        onDevices={() => setChoosing(true)}
      />
      <GuestPanel
        guests={guests}
        view={view}
        speaker={speaker}
        acts={clerk.guests}
        lapsed={lapsed}
        low={own !== null}
        onLapsedRead={call.forgetLapsed}
      />
      {choosing && <DeviceChoice media={media} onClose={() => setChoosing(false)} />}
    </div>
  )
}
