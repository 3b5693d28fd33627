import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { elapsedText } from '../parts/Elapsed.tsx'
import { Notice } from '../parts/Notice.tsx'
import { QrCode } from '../parts/QrCode.tsx'
import { useCountdown } from '../parts/useCountdown.ts'
import { useWords } from '../words/words.ts'

export interface CodeDialogProps {
  readonly title: string
  /** What to do with the code. */
  readonly text: string
  readonly code: string
  /** By this device's clock, ms. */
  readonly expiresAt: number
  /** Address a phone scans; a kiosk has none to scan. */
  readonly address?: string
  /** Somebody has used it: it worked. */
  readonly used?: boolean
  readonly usedWords?: string
  readonly againWords: string
  readonly onAgain: () => Promise<void>
  readonly onClose: () => void
}

/** A one-time code, large enough to be copied from across a desk, with the time it still lives. */
export const CodeDialog = (props: CodeDialogProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const seconds = useCountdown(props.expiresAt)
  const used = props.used === true
  return (
    <Dialog
      size={props.address === undefined ? 'normal' : 'large'}
      title={props.title}
      onDismiss={props.onClose}
      actions={
        <>
          {!used && (
            <Button icon="refresh" onPress={props.onAgain}>
              {props.againWords}
            </Button>
          )}
          <Button kind="primary" onPress={props.onClose}>
            {common('done')}
          </Button>
        </>
      }
    >
      <p>{props.text}</p>
      {used ? (
        <Notice tone="good" title={props.usedWords ?? ''} announce />
      ) : (
        <div className="flex flex-wrap items-center justify-center gap-6 rounded-card border border-line bg-ground p-6">
          {props.address !== undefined && seconds > 0 && (
            <div className="w-[13rem]">
              <QrCode text={props.address} label={say('scanToOpen')} />
            </div>
          )}
          <div className="flex flex-col items-center gap-2">
            <output className="figures font-mono text-[56px] leading-tight font-bold tracking-[0.08em]">
              {seconds > 0 ? props.code : '————'}
            </output>
            <p role="timer" className={seconds > 0 ? 'figures text-quiet' : 'font-medium text-bad'}>
              {seconds > 0 ? say('codeLives', { left: elapsedText(seconds * 1000) }) : say('codeOver')}
            </p>
          </div>
        </div>
      )}
    </Dialog>
  )
}
