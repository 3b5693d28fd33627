import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { DeviceTrouble } from '../../call/DeviceTrouble.tsx'
import { isAllowed } from '../../call/media/devices.ts'
import { troubleOf } from '../../call/owndevice.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'

const kinds = ['camera', 'microphone'] as const

/**
 * Camera, microphone and network are looked at while one reads the guide. At a kiosk they may be used; on one's own
 * phone the browser asks, and a question out of nowhere is answered with no: so it comes after a press that says why.
 */
export const GuideCheck = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { media, surface } = applicant
  const begin = (): void => {
    void media.capture()
    media.open()
  }
  useEffect(() => {
    let open = true
    const start = async (): Promise<void> => {
      if (surface !== 'kiosk' && !(await isAllowed())) return
      if (!open) return
      void media.capture()
      media.open()
    }
    void start()
    return () => {
      open = false
    }
  }, [surface, media])
  return surface === 'kiosk' ? null : <OwnDevices applicant={applicant} onBegin={begin} />
}

interface OwnDevicesProps {
  readonly applicant: Applicant
  readonly onBegin: () => void
}

const OwnDevices = ({ applicant, onBegin }: OwnDevicesProps): ReactNode => {
  const say = useWords('check')
  const devices = useStore(applicant.media.state)
  const states = kinds.map((kind) => devices[kind].state)
  if (states.includes('asking')) return <Notice tone="info" title={say('earlyAsking')} announce />
  if (states.includes('unasked'))
    return (
      <Notice
        tone="info"
        title={say('earlyTitle')}
        action={
          <Button icon="camera" onPress={onBegin}>
            {say('earlyDo')}
          </Button>
        }
      >
        {say('earlyText')}
      </Notice>
    )
  if (states.every((state) => state === 'granted'))
    return <Notice tone="good" title={say('earlyGood')} announce />
  return kinds.map((kind) => {
    const trouble = troubleOf(devices[kind])
    if (trouble === undefined) return null
    return (
      <DeviceTrouble
        key={kind}
        kind={kind}
        trouble={trouble}
        place="own"
        onRetry={() => void applicant.media.recapture(kind)}
      />
    )
  })
}
