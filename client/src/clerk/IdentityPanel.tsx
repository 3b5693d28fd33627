import type { CueGroup } from '@farwindow/shared/identity/cue.ts'
import type { QuestionTopic } from '@farwindow/shared/identity/evidence.ts'
import type { RejectReason } from '@farwindow/shared/identity/machine.ts'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { NotPerformedWhy, StepName, StillStep } from '@farwindow/shared/identity/script.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon, type IconName } from '../parts/icons.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { StepAction } from './StepAction.tsx'

type Answer = Promise<Outcome<unknown>>

/** What a clerk does in an identity check; each is answered by the server, which alone knows what may be done. */
export interface IdentityActs {
  readonly giveDocument: (number: string) => Answer
  readonly askStill: (step: StillStep) => Answer
  readonly notPerformed: (step: StepName, why: NotPerformedWhy) => Answer
  readonly showCue: (avoid?: CueGroup) => Answer
  readonly markCue: (cueId: string, seen: boolean) => Answer
  readonly question: (asked: { readonly topic: QuestionTopic; readonly satisfied: boolean }) => Answer
  readonly accept: (note: string) => Answer
  readonly reject: (reason: RejectReason, note: string) => Answer
}

export interface IdentityPanelProps {
  readonly identity: IdentityView
  readonly acts: IdentityActs
  /** The call goes on: something can still be done. */
  readonly open: boolean
  readonly clockSkewMs: number
}

const marks: Readonly<Record<IdentityView['steps'][number]['status'], { icon: IconName; ink: string }>> = {
  done: { icon: 'check', ink: 'text-good' },
  now: { icon: 'forward', ink: 'text-action' },
  later: { icon: 'minus', ink: 'text-quiet' },
  notPerformed: { icon: 'info', ink: 'text-quiet' },
}

/** The script as a checklist: what is done, what is next and how, what no device here can do (IDENT-3, IDENT-6). */
export const IdentityPanel = ({ identity, acts, open, clockSkewMs }: IdentityPanelProps): ReactNode => {
  const say = useWords('clerk')
  const sentence = useRefusalSentence()
  const [refused, setRefused] = useState<Refusal | null>(null)
  const run = async (asking: Answer): Answer => {
    const outcome = await asking
    setRefused(outcome.ok ? null : outcome.refusal)
    return outcome
  }
  const goesOn = ['consent', 'checking', 'cue', 'deciding'].includes(identity.phase)
  return (
    <div className="flex flex-col gap-3">
      <p className="text-note text-quiet">{say(`script_${identity.script}`)}</p>
      <Ending identity={identity} />
      {refused !== null && <Notice tone="bad" title={refusedTitle(refused, sentence(refused))} announce />}
      <ol className="flex flex-col divide-y divide-line border-y border-line">
        {identity.steps.map((step) => {
          const { icon, ink } = marks[step.status]
          return (
            <li
              key={step.step}
              aria-current={step.status === 'now' ? 'step' : undefined}
              className={classes('flex gap-2 px-1 py-2', step.status === 'now' && 'bg-action-soft')}
            >
              <Icon name={icon} className={classes('mt-0.5', ink)} />
              <div className="flex min-w-0 grow flex-col gap-1.5">
                <p className="flex flex-wrap justify-between gap-x-3">
                  <span className={step.status === 'later' ? 'text-quiet' : 'font-medium'}>
                    {say(`check_${step.step}`)}
                  </span>
                  <span className={classes('text-note', ink)}>
                    {say(
                      step.status === 'later' && step.needed === 0
                        ? 'status_optional'
                        : `status_${step.status}`,
                    )}
                    {step.status === 'notPerformed' &&
                      step.why !== undefined &&
                      ` · ${say(`why_${step.why}`)}`}
                    {step.needed !== undefined && step.needed > 0 && ` ${step.count ?? 0}/${step.needed}`}
                  </span>
                </p>
                <StepAction
                  step={step}
                  identity={identity}
                  acts={acts}
                  run={run}
                  open={open && goesOn}
                  clockSkewMs={clockSkewMs}
                />
              </div>
            </li>
          )
        })}
      </ol>
      {goesOn && open && <DecisionForm identity={identity} acts={acts} run={run} />}
    </div>
  )

  /** A document number that fails says which check it failed; the rest is said as everywhere. */
  function refusedTitle({ code, detail }: Refusal, usual: string): string {
    const [fault] = detail ?? []
    if (code !== 'documentInvalid') return usual
    switch (fault) {
      case 'length':
      case 'shape':
      case 'region':
      case 'birthDate':
      case 'check':
      case 'cardDiffers':
        return say(`fault_${fault}`)
      default:
        return usual
    }
  }
}

const Ending = ({ identity }: Pick<IdentityPanelProps, 'identity'>): ReactNode => {
  const say = useWords('clerk')
  switch (identity.phase) {
    case 'accepted':
      return <Notice tone="good" title={say('identityAccepted')} announce />
    case 'rejected':
      return (
        <Notice tone="bad" title={say('identityRejected')} announce>
          {identity.reason !== undefined && say(`reject_${identity.reason}`)}
        </Notice>
      )
    case 'declined':
      return (
        <Notice tone="warn" title={say('identityDeclined')} announce>
          {say('identityDeclinedText')}
        </Notice>
      )
    case 'lapsed':
      return <Notice tone="warn" title={say('identityLapsed')} announce />
    case 'consent':
    case 'checking':
    case 'cue':
    case 'deciding':
      return null
  }
}
