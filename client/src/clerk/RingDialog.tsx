import type { CallerView, CallView } from '@farwindow/shared/call/protocol.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useEffect, useRef, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { elapsedText } from '../parts/Elapsed.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useCountdown } from '../parts/useCountdown.ts'
import type { Called } from '../region/names.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { deskKeys } from './keys.ts'

export interface RingDialogProps {
  readonly call: CallView
  readonly caller: CallerView
  readonly called: Called
  readonly clockSkewMs: number
  readonly refused: Refusal | null
  readonly onAnswer: () => Promise<unknown>
  readonly onDecline: () => Promise<unknown>
}

/** A call rings: who wants what, and how long there is to answer. Enter answers, as the answer has the focus. */
export const RingDialog = (props: RingDialogProps): ReactNode => {
  const { call, caller, called, clockSkewMs, refused, onAnswer, onDecline } = props
  const say = useWords('clerk')
  const queue = useWords('queue')
  const sentence = useRefusalSentence()
  const answer = useRef<HTMLSpanElement>(null)
  const seconds = useCountdown(call.expiresAt === undefined ? null : call.expiresAt - clockSkewMs)
  useEffect(() => answer.current?.querySelector('button')?.focus(), [])
  return (
    <Dialog
      urgent
      icon="phone"
      title={say('ringTitle')}
      actions={
        <>
          <Button onPress={onDecline}>{say('decline')}</Button>
          <span ref={answer}>
            <Button kind="primary" big icon="phone" shortcut={deskKeys.answer} onPress={onAnswer}>
              {say('answer')}
            </Button>
          </span>
        </>
      }
    >
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      <p className="text-title font-semibold">
        {caller.item === undefined ? queue('noItem') : called.item(caller.item)}
      </p>
      <dl className="grid grid-cols-[6em_minmax(0,1fr)] gap-y-1">
        <dt className="text-quiet">{say('from')}</dt>
        <dd>
          {called.place(caller.from)} · {queue(caller.place)}
        </dd>
        <dt className="text-quiet">{say('waited')}</dt>
        <dd className="figures">{elapsedText(call.offeredAt - caller.queuedAt)}</dd>
        {caller.language === 'en' && (
          <>
            <dt className="text-quiet">{say('language')}</dt>
            <dd>
              <Badge tone="info">English</Badge>
            </dd>
          </>
        )}
      </dl>
      <p role="timer" className="figures text-quiet">
        {say('answerWithin', { count: seconds })}
      </p>
      <p className="text-note text-quiet">{say('declineMeans')}</p>
    </Dialog>
  )
}
