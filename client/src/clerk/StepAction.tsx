import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import { notPerformedWhy, stillStep } from '@farwindow/shared/identity/script.ts'
import { useState, type ReactNode } from 'react'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { Button } from '../parts/Button.tsx'
import { Picture } from '../parts/Picture.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { CueAction } from './CueAction.tsx'
import type { IdentityActs } from './IdentityPanel.tsx'
import { QuestionAction } from './QuestionAction.tsx'

export interface StepActionProps {
  readonly step: IdentityView['steps'][number]
  readonly identity: IdentityView
  readonly acts: IdentityActs
  /** Runs an act and says above the list when it was refused. */
  readonly run: (asking: Promise<Outcome<unknown>>) => Promise<Outcome<unknown>>
  readonly open: boolean
  readonly clockSkewMs: number
}

/** What can be done at a step now, and what came of it. A step done may be done again (IDENT-3). */
export const StepAction = (props: StepActionProps): ReactNode => {
  const { step, identity, open } = props
  const say = useWords('clerk')
  const may = open && (step.status === 'now' || step.status === 'done')
  switch (step.step) {
    case 'consent':
      return step.status === 'now' ? <p className="text-note text-quiet">{say('consentWaits')}</p> : null
    case 'cardRead':
      return open && step.status === 'now' ? <CardAction {...props} /> : null
    case 'document':
      return may || identity.documentNumber !== undefined ? <DocumentAction {...props} open={may} /> : null
    case 'documentFront':
    case 'documentBack':
    case 'face':
      // An optional still may be asked for once everything before it is done.
      return <StillAction {...props} open={open && (may || (step.needed === 0 && isReached(props)))} />
    case 'cues':
      return may || identity.cue !== undefined || identity.cues.length > 0 ? (
        <CueAction {...props} open={may} />
      ) : null
    case 'questions':
      return may || (open && step.needed === 0 && isReached(props)) ? <QuestionAction {...props} /> : null
    case 'register':
    case 'faceCompare':
      return null
  }
}

/** Whether every step before this one is closed. */
const isReached = ({ step, identity }: StepActionProps): boolean => {
  const index = identity.steps.findIndex((one) => one.step === step.step)
  return identity.steps.slice(0, index).every((one) => !identity.missing.includes(one.step))
}

const cardTroubles = notPerformedWhy.exclude(['noDevice', 'notConnected']).options

const CardAction = ({ acts, run }: StepActionProps): ReactNode => {
  const say = useWords('clerk')
  return (
    <div className="flex flex-wrap gap-2">
      {cardTroubles.map((why) => (
        <Button key={why} small onPress={() => run(acts.notPerformed('cardRead', why))}>
          {say(`why_${why}`)}
        </Button>
      ))}
    </div>
  )
}

const keepIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\dX]/g, '')
    .slice(0, 18)

const DocumentAction = ({ identity, acts, run, open }: StepActionProps): ReactNode => {
  const say = useWords('clerk')
  const common = useWords('common')
  const known = identity.documentNumber
  const [typed, setTyped] = useState<string | null>(null)
  if (known !== undefined && typed === null)
    return (
      <p className="flex flex-wrap items-center gap-3">
        <span className="figures font-mono">{known}</span>
        {open && (
          <Button small onPress={() => setTyped('')}>
            {common('edit')}
          </Button>
        )}
      </p>
    )
  if (!open) return null
  return (
    <div className="flex items-end gap-2">
      <div className="grow">
        <TextField
          label={say('documentNumber')}
          value={typed ?? ''}
          digits
          keep={keepIdNumber}
          onChange={setTyped}
        />
      </div>
      <Button
        disabledReason={(typed ?? '').length < 18 ? say('documentShort') : undefined}
        reasonHidden
        onPress={async () => {
          const outcome = await run(acts.giveDocument(typed ?? ''))
          if (outcome.ok) setTyped(null)
        }}
      >
        {common('confirm')}
      </Button>
    </div>
  )
}

const StillAction = ({ step, identity, acts, run, open }: StepActionProps): ReactNode => {
  const say = useWords('clerk')
  const which = stillStep.safeParse(step.step)
  const taken = identity.stills.findLast((still) => still.step === step.step)
  const name = say(`check_${step.step}`)
  if (!which.success || (taken === undefined && !open)) return null
  return (
    <div className="flex flex-wrap items-end gap-3">
      {taken !== undefined && (
        <div className="w-[8rem]">
          <Picture
            src={`/files/clerk/${taken.fileId}`}
            type="image/jpeg"
            name={name}
            openWords={say('openFile', { name })}
          />
        </div>
      )}
      {open && (
        <Button
          small
          icon="camera"
          label={`${say(taken === undefined ? 'takeStill' : 'retakeStill')} ${name}`}
          onPress={() => run(acts.askStill(which.data))}
        >
          {say(taken === undefined ? 'takeStill' : 'retakeStill')}
        </Button>
      )}
    </div>
  )
}
