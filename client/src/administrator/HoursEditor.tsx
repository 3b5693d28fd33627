import { isDate } from '@farwindow/shared/region/chinatime.ts'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { DateField } from '../parts/DateField.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { readDay, type HoursDraft } from './hours.ts'

export interface HoursEditorProps {
  readonly draft: HoursDraft
  readonly onChange: (draft: HoursDraft) => void
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const workingDays = 5

/** The hours of a window: one line a day, as one would write them on the door, and days that differ. */
export const HoursEditor = ({ draft, onChange }: HoursEditorProps): ReactNode => {
  const say = useWords('administrator')
  const faultOf = (text: string): string | undefined => {
    const read = readDay(text)
    return read.ok ? undefined : say(`hours_${read.fault}`)
  }
  const setDay = (at: number, text: string): void =>
    onChange({ ...draft, week: draft.week.map((each, index) => (index === at ? text : each)) })
  return (
    <section aria-label={say('hours')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h3 className="font-semibold">{say('hours')}</h3>
          <p className="text-note text-quiet">{say('hoursHint')}</p>
        </div>
        <Button
          small
          onPress={() =>
            onChange({
              ...draft,
              week: draft.week.map((each, index) => (index < workingDays ? (draft.week[0] ?? '') : each)),
            })
          }
        >
          {say('copyMonday')}
        </Button>
      </div>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2 md:grid-cols-3">
        {days.map((day, index) => (
          <TextField
            key={day}
            label={say(day)}
            value={draft.week[index] ?? ''}
            onChange={(text) => setDay(index, text)}
            placeholder={say('closedDay')}
            error={faultOf(draft.week[index] ?? '')}
            digits
          />
        ))}
      </div>
      <Exceptions draft={draft} onChange={onChange} faultOf={faultOf} />
    </section>
  )
}

interface ExceptionsProps extends HoursEditorProps {
  readonly faultOf: (text: string) => string | undefined
}

/** Holidays and make-up working days: they go before the weekday. */
const Exceptions = ({ draft, onChange, faultOf }: ExceptionsProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const { exceptions } = draft
  const set = (at: number, change: Partial<HoursDraft['exceptions'][number]>): void =>
    onChange({
      ...draft,
      exceptions: exceptions.map((each, index) => (index === at ? { ...each, ...change } : each)),
    })
  const dateFault = (date: string, at: number): string | undefined => {
    if (date === '') return undefined
    if (!isDate(date)) return say('dateWrong')
    return exceptions.some((each, index) => index < at && each.date === date) ? say('dateTwice') : undefined
  }
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">{say('exceptions')}</h3>
      {exceptions.map((each, index) => (
        // The lines have no name of their own and are only changed in place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex flex-wrap items-end gap-3">
          <DateField
            label={say('date')}
            value={each.date}
            onChange={(date) => set(index, { date })}
            unitWords={{ year: common('year'), month: common('month'), day: common('day') }}
            error={dateFault(each.date, index)}
          />
          <div className="min-w-[14em] grow">
            <TextField
              label={say('hours')}
              value={each.hours}
              onChange={(hours) => set(index, { hours })}
              placeholder={say('closedDay')}
              error={faultOf(each.hours)}
              digits
            />
          </div>
          <Button
            kind="quiet"
            icon="remove"
            onPress={() => onChange({ ...draft, exceptions: exceptions.filter((_each, at) => at !== index) })}
          >
            {common('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          icon="add"
          small
          onPress={() => onChange({ ...draft, exceptions: [...exceptions, { date: '', hours: '' }] })}
        >
          {say('addException')}
        </Button>
      </div>
    </div>
  )
}
