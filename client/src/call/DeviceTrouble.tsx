import type { CaptureTrouble } from '@farwindow/shared/call/media.ts'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { browserKind, type BrowserKind } from './browser.ts'
import type { DeviceKind } from './media/devices.ts'

export interface DeviceTroubleProps {
  readonly kind: DeviceKind
  readonly trouble: CaptureTrouble
  /** A kiosk's devices are mended by staff, others by their owner. */
  readonly place: 'kiosk' | 'own'
  readonly onRetry: () => void
  /** For tests and the gallery. */
  readonly browser?: BrowserKind
}

/** What happened to camera or microphone, what to do about it in this browser, and a button that tries again. */
export const DeviceTrouble = ({ kind, trouble, place, onRetry, browser }: DeviceTroubleProps): ReactNode => {
  const say = useWords('devices')
  const common = useWords('common')
  const remedy = place === 'kiosk' ? 'kiosk' : trouble === 'denied' ? (browser ?? browserKind()) : trouble
  return (
    <Notice
      tone="warn"
      announce
      title={say(`${kind}_${trouble}`)}
      action={
        <Button icon="refresh" onPress={onRetry}>
          {common('retry')}
        </Button>
      }
    >
      {say(`remedy_${remedy}`)}
    </Notice>
  )
}
