import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Steps } from '../../parts/Steps.tsx'
import { OfflineBar } from '../../people/OfflineBar.tsx'
import { useNames } from '../../region/useNames.ts'
import { useRefusalSentence } from '../../words/refusal.ts'
import { useWords } from '../../words/words.ts'
import { PublicShell, type PublicShellProps } from '../PublicShell.tsx'
import type { Applicant } from './stores.ts'
import { useBackGesture } from './useBackGesture.ts'
import { useTouches } from './useTouches.ts'

type Shell = Pick<
  PublicShellProps,
  'screen' | 'title' | 'lead' | 'primary' | 'secondary' | 'onBack' | 'full' | 'children'
>

export interface FrameProps extends Shell {
  readonly applicant: Applicant
  /** How far the journey is; left out on the first screen. */
  readonly step?: 'choose' | 'check' | 'wait' | 'call' | 'end'
  /** More across the top than the state of the line. */
  readonly banner?: ReactNode
}

const steps = ['choose', 'check', 'wait', 'call', 'end'] as const
const stepWords = {
  choose: 'stepChoose',
  check: 'stepCheck',
  wait: 'stepWait',
  call: 'stepCall',
  end: 'stepEnd',
} as const

const minuteMs = 60_000
/** How long a kiosk may stand untouched before it asks. In a call the clerk is there and nothing is asked. */
const idleMs = { open: 2 * minuteMs, waiting: 5 * minuteMs, closing: 2 * minuteMs } as const

const useIdleMs = ({ surface, visit }: Applicant): number | undefined => {
  const phase = useStore(visit.state, (now) => now.visit?.phase)
  if (surface !== 'kiosk') return undefined
  return phase === 'open' || phase === 'waiting' || phase === 'closing' ? idleMs[phase] : undefined
}

/** The frame of each of the applicant's screens: where one is, the way, help, end and wipe, the state of the line. */
export const Frame = (props: FrameProps): ReactNode => {
  const { applicant, step } = props
  const [helping, setHelping] = useState(false)
  const visit = useStore(applicant.visit.state, (now) => now.visit)
  const from = useStore(applicant.link.state, (now) => ('me' in now ? now.me?.jurisdiction : undefined))
  const say = useWords('visit')
  const common = useWords('common')
  const called = useNames(applicant.names)
  const refused = useStore(applicant.walk, (now) => now.refused)
  const sentence = useRefusalSentence()
  const idle = useIdleMs(applicant)
  useTouches(applicant.visit)
  useBackGesture(applicant.surface === 'phone' ? props.onBack : undefined)

  const here = visit?.from ?? from
  const place =
    here === undefined
      ? undefined
      : visit?.to === undefined || visit.to === here
        ? say('here', { place: called.place(here) })
        : say('hereTo', { from: called.place(here), to: called.place(visit.to) })
  const at = steps.findIndex((one) => one === step)

  return (
    <>
      <PublicShell
        {...props}
        place={place}
        banner={
          <>
            <OfflineBar link={applicant.link} />
            {props.banner}
          </>
        }
        progress={
          step !== undefined && (
            <Steps
              label={say('steps')}
              summary={common('stepOf', { step: at + 1, count: steps.length })}
              stateWords={{ done: common('stepDone'), now: common('stepNow'), todo: common('stepTodo') }}
              steps={steps.map((name, index) => ({
                name: say(stepWords[name]),
                state: index < at ? 'done' : index === at ? 'now' : 'todo',
              }))}
            />
          )
        }
        onHelp={() => setHelping(true)}
        onEnd={() => void applicant.visit.end()}
        idleMs={idle}
      >
        {refused !== null && <Notice tone="warn" title={sentence(refused)} announce />}
        {props.children}
      </PublicShell>
      {helping && <HelpDialog applicant={applicant} onClose={() => setHelping(false)} />}
    </>
  )
}

const helpWords = {
  none: 'helpBefore',
  open: 'helpBefore',
  waiting: 'helpWaiting',
  offered: 'helpWaiting',
  served: 'helpCall',
  closing: 'helpEnd',
  ended: 'helpEnd',
} as const

/** Who helps now: the clerk, a press away, or the people in the hall. */
const HelpDialog = ({
  applicant,
  onClose,
}: {
  readonly applicant: Applicant
  readonly onClose: () => void
}): ReactNode => {
  const say = useWords('visit')
  const common = useWords('common')
  const phase = useStore(applicant.visit.state, (now) => now.visit?.phase ?? 'none')
  const mayCall = phase === 'none' || phase === 'open'
  return (
    <Dialog
      icon="help"
      title={say('helpTitle')}
      onDismiss={onClose}
      actions={
        <>
          {mayCall && (
            <Button
              icon="phone"
              onPress={async () => {
                await applicant.callDirectly()
                onClose()
              }}
            >
              {say('direct')}
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            {common('endCancel')}
          </Button>
        </>
      }
    >
      <p>{say(helpWords[phase])}</p>
    </Dialog>
  )
}
