import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { toneOf, verdictOf } from '../../call/network/findings.ts'
import { Preflight } from '../../call/Preflight.tsx'
import { useOtherCamera } from '../../call/useChoices.ts'
import { Button } from '../../parts/Button.tsx'
import { ProspectsNotice } from '../../visit/ProspectsNotice.tsx'
import { useWords } from '../../words/words.ts'
import { Frame } from './Frame.tsx'
import { fetchAhead } from './later.ts'
import type { Applicant } from './stores.ts'
import { useProspects } from './useProspects.ts'

/** Before the call: does one see and hear? Whatever is missing, one may go on. */
export const CheckScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { media, link, network, surface } = applicant
  const say = useWords('check')
  const visitWords = useWords('visit')
  const { camera, microphone } = useStore(media.state)
  const findings = useStore(network.state)
  const tone = useStore(link.state, ({ phase }) => toneOf(verdictOf(phase, findings)))
  const prospects = useProspects(applicant)
  const otherCamera = useOtherCamera(media)
  useEffect(() => {
    void media.capture()
    media.open()
    fetchAhead()
  }, [media])

  const settled = camera.state !== 'asking' && microphone.state !== 'asking'
  const ready = camera.state === 'granted' && microphone.state === 'granted' && tone !== 'bad'
  const isOpen = prospects === null || prospects.opening?.open === true
  return (
    <Frame
      applicant={applicant}
      screen="check"
      step="check"
      title={say('title')}
      lead={settled && !ready ? say('notReady') : say('lead')}
      onBack={applicant.back}
      primary={
        <Button
          kind="primary"
          big
          icon="phone"
          onPress={applicant.joinQueue}
          disabledReason={isOpen ? undefined : visitWords('closedButton')}
        >
          {say(settled && !ready ? 'callAnyway' : 'call')}
        </Button>
      }
    >
      <Preflight
        camera={camera}
        microphone={microphone}
        link={link}
        network={network}
        place={surface === 'kiosk' ? 'kiosk' : 'own'}
        onRetry={(kind) => void media.recapture(kind)}
        onOtherCamera={otherCamera}
      />
      {prospects !== null && <ProspectsNotice prospects={prospects} />}
    </Frame>
  )
}
