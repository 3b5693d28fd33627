import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { DirectNotice } from '../../call/DirectNotice.tsx'
import { DeviceTrouble } from '../../call/DeviceTrouble.tsx'
import type { DeviceKind } from '../../call/media/devices.ts'
import { ReplacedNotice } from '../../call/ReplacedNotice.tsx'
import { SharedScreen } from '../../call/SharedScreen.tsx'
import { ScreenNotice } from '../../call/ScreenNotice.tsx'
import { troubleOf, type OwnDevice } from '../../call/owndevice.ts'
import { Button } from '../../parts/Button.tsx'
import { Live } from '../../parts/Live.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { NotRecorded } from '../../recording/RecordingBar.tsx'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'
import { useMarking } from './useMarking.ts'

/** What is wrong with one's own sound or picture, and the press that mends it. */
export const Troubles = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { media } = applicant
  const say = useWords('call')
  const direct = useWords('direct')
  const talk = useWords('talk')
  const marking = useMarking(applicant, 'applicant')
  const { silent, view, camera, microphone, screen } = useStore(media.state)
  return (
    <div className="flex flex-col gap-3 empty:hidden not-empty:mb-4">
      <Trouble applicant={applicant} kind="camera" device={camera} />
      <Trouble applicant={applicant} kind="microphone" device={microphone} />
      <ReplacedNotice media={media} />
      <DirectNotice media={media}>{direct('applicantText')}</DirectNotice>
      <NotRecorded recording={applicant.recording} />
      {screen !== null && <ScreenNotice onHide={media.hideScreen} />}
      {screen !== null && (
        <SharedScreen track={screen} label={talk('ownScreen')} marking={marking} className="h-[22vh]" />
      )}
      {silent.length > 0 && (
        <Notice
          tone="warn"
          announce
          title={say('phoneHeld')}
          action={
            <Button icon="phone" onPress={() => Promise.all(silent.map((kind) => media.recapture(kind)))}>
              {say('phoneBack')}
            </Button>
          }
        />
      )}
      {view?.phase === 'replaced' && (
        <Notice
          tone="warn"
          announce
          title={say('mediaElsewhere')}
          action={<Button onPress={media.reopen}>{say('mediaHere')}</Button>}
        />
      )}
    </div>
  )
}

interface TroubleProps {
  readonly applicant: Applicant
  readonly kind: DeviceKind
  readonly device: OwnDevice
}

/** A camera or microphone that cannot be used: what to do in this browser. The call goes on without it. */
const Trouble = ({ applicant, kind, device }: TroubleProps): ReactNode => {
  const trouble = troubleOf(device)
  if (trouble === undefined) return null
  return (
    <DeviceTrouble
      kind={kind}
      trouble={trouble}
      place={applicant.surface === 'kiosk' ? 'kiosk' : 'own'}
      onRetry={() => void applicant.media.recapture(kind)}
    />
  )
}

/** Read aloud: the clerk is here, the clerk wrote, the application was handed in. */
export const Voice = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('call')
  const said = useStore(applicant.call.state, (now) => now.lines.findLast(({ by }) => by === 'clerk'))
  const reference = useStore(applicant.visit.state, (now) => now.visit?.reference)
  return (
    <>
      <Live urgent>{say('joined')}</Live>
      <Live>{said === undefined ? '' : say('chatNew', { text: said.text })}</Live>
      <Live>{reference === undefined ? '' : say('submitted', { reference })}</Live>
    </>
  )
}
