import { rejectReason } from '@farwindow/shared/identity/machine.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { SelectField } from '../parts/ChoiceField.tsx'
import { LongText } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import type { StepActionProps } from './StepAction.tsx'

/** Accept stays closed until every required step is done, and says which are not (IDENT-7); rejecting never is. */
export const DecisionForm = ({
  identity,
  acts,
  run,
}: Pick<StepActionProps, 'identity' | 'acts' | 'run'>): ReactNode => {
  const say = useWords('clerk')
  const common = useWords('common')
  const [note, setNote] = useState('')
  const [rejecting, setRejecting] = useState(false)
  const [reason, setReason] = useState('')
  const chosen = rejectReason.options.find((one) => one === reason)
  const missing = identity.missing.map((step) => say(`check_${step}`)).join('、')
  const closed =
    identity.cue !== undefined
      ? say('cueOpen')
      : identity.missing.length > 0
        ? say('stepsLeft', { steps: missing })
        : undefined
  return (
    <section aria-label={say('decision')} className="flex flex-col gap-3">
      <h3 className="font-semibold">{say('decision')}</h3>
      <LongText label={say('decisionNote')} rows={2} maxLength={500} value={note} onChange={setNote} />
      {rejecting && (
        <SelectField
          label={say('rejectReason')}
          value={reason}
          chooseWord={common('choose')}
          required
          options={rejectReason.options.map((value) => ({ value, label: say(`reject_${value}`) }))}
          onChange={setReason}
        />
      )}
      <div className="flex flex-wrap items-start gap-2">
        {rejecting ? (
          <>
            <Button
              kind="danger"
              disabledReason={chosen === undefined ? say('rejectMissing') : undefined}
              onPress={async () => {
                if (chosen !== undefined) await run(acts.reject(chosen, note.trim()))
              }}
            >
              {say('rejectDo')}
            </Button>
            <Button onPress={() => setRejecting(false)}>{common('cancel')}</Button>
          </>
        ) : (
          <>
            <Button
              kind="primary"
              icon="shield"
              disabledReason={closed}
              onPress={() => run(acts.accept(note.trim()))}
            >
              {say('acceptIdentity')}
            </Button>
            <Button onPress={() => setRejecting(true)}>{say('reject')}</Button>
          </>
        )}
      </div>
    </section>
  )
}
