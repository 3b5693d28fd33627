import type { ReactNode } from 'react'
import { Checkbox } from '../parts/Checkbox.tsx'
import { SelectField } from '../parts/ChoiceField.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { useWords } from '../words/words.ts'
import { BilingualField } from './BilingualField.tsx'
import { nothing, type ItemDraft } from './itemdraft.ts'
import { Lines } from './Lines.tsx'

type Guide = ItemDraft['guide']
type Way = Guide['delivery'][number]['value']

export interface GuideSectionProps {
  readonly guide: Guide
  readonly onChange: (guide: Guide) => void
}

const fetched: Guide['delivery'][number] = { value: 'pickUp', label: nothing }
const ways: readonly Way[] = ['courier', 'electronic', 'pickUp']

/** Who may apply, how it goes, how long it takes, what it costs, how the result comes, and by which law. */
export const GuideSection = ({ guide, onChange }: GuideSectionProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const set = (change: Partial<Guide>): void => onChange({ ...guide, ...change })
  return (
    <div className="flex flex-col gap-4">
      <BilingualField
        long
        label={say('whoMayApply')}
        value={guide.whoMayApply}
        onChange={(whoMayApply) => set({ whoMayApply })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          whole
          label={say('timeLimit')}
          hint={say('timeLimitHint')}
          unit={say('workingDays')}
          value={guide.days}
          onChange={(days) => set({ days })}
        />
        <NumberField
          label={say('fee')}
          hint={say('feeHint')}
          unit={say('yuan')}
          value={guide.yuan}
          onChange={(yuan) => set({ yuan })}
        />
      </div>
      <BilingualField label={say('feeNote')} value={guide.feeNote} onChange={(feeNote) => set({ feeNote })} />
      <Checkbox
        label={say('presence')}
        value={guide.presenceRequired}
        onChange={(presenceRequired) => set({ presenceRequired })}
      />
      <Lines
        title={say('steps')}
        lines={guide.steps}
        blank={nothing}
        addWords={say('addStep')}
        onChange={(steps) => set({ steps })}
        render={(step, change, number) => (
          <BilingualField label={say('stepNumber', { number })} value={step} onChange={change} />
        )}
      />
      <Lines
        title={say('delivery')}
        lines={guide.delivery}
        blank={fetched}
        addWords={say('addDelivery')}
        onChange={(delivery) => set({ delivery })}
        render={(one, change) => (
          <div className="grid items-end gap-4 sm:grid-cols-[12em_1fr]">
            <SelectField
              label={say('deliveryWay')}
              value={one.value}
              chooseWord={common('choose')}
              required
              options={ways.map((value) => ({ value, label: say(`way_${value}`) }))}
              onChange={(value) => change({ ...one, value: ways.find((way) => way === value) ?? one.value })}
            />
            <BilingualField
              label={say('deliveryLabel')}
              value={one.label}
              onChange={(label) => change({ ...one, label })}
            />
          </div>
        )}
      />
      <Lines
        title={say('basis')}
        lines={guide.basis}
        blank={{ law: nothing, article: nothing }}
        addWords={say('addBasis')}
        onChange={(basis) => set({ basis })}
        render={(one, change) => (
          <div className="flex flex-col gap-2">
            <BilingualField label={say('law')} value={one.law} onChange={(law) => change({ ...one, law })} />
            <BilingualField
              label={say('article')}
              value={one.article}
              onChange={(article) => change({ ...one, article })}
            />
          </div>
        )}
      />
    </div>
  )
}
