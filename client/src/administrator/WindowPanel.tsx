import { openAt, type ServiceWindow } from '@farwindow/shared/region/window.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { MultiChoice } from '../parts/ChoiceField.tsx'
import { EmptyState } from '../parts/states.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { draftOf, hoursOf } from './hours.ts'
import { HoursEditor } from './HoursEditor.tsx'
import { Outcome, useOutcome } from './Outcome.tsx'
import type { Option } from '../parts/ChoiceField.tsx'
import type { OfficeStore } from './store.ts'

export interface WindowPanelProps {
  readonly windows: readonly ServiceWindow[]
  readonly items: readonly Option[]
  readonly office: OfficeStore
}

/** The staffed desks: what they are called, when they are open, what they can do. */
export const WindowPanel = ({ windows, items, office }: WindowPanelProps): ReactNode => {
  const say = useWords('administrator')
  if (windows.length === 0) return <EmptyState icon="office" title={say('noWindows')} />
  return (
    <div className="flex flex-col gap-4">
      {windows.map((window) => (
        <WindowCard key={window.id} window={window} items={items} office={office} />
      ))}
    </div>
  )
}

/** Open until when, or closed until when, by the saved hours. */
export const OpenNow = ({ window }: { readonly window: ServiceWindow }): ReactNode => {
  const say = useWords('administrator')
  const times = useTimes()
  // Read once when shown: an administrator looks at it, nobody waits for it to turn.
  const [now] = useState(Date.now)
  const opening = openAt(window, now)
  if (opening.open)
    return (
      <Badge tone="good">
        {opening.untilAt === null
          ? say('openAlways')
          : say('openUntil', { when: times.moment(opening.untilAt) })}
      </Badge>
    )
  return (
    <Badge tone="warn">
      {opening.nextAt === null ? say('closedNow') : say('opensAt', { when: times.moment(opening.nextAt) })}
    </Badge>
  )
}

interface CardProps extends Pick<WindowPanelProps, 'items' | 'office'> {
  readonly window: ServiceWindow
}

const WindowCard = ({ window, items, office }: CardProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const [name, setName] = useState(window.name)
  const [hours, setHours] = useState(() => draftOf(window))
  const [skills, setSkills] = useState(window.skills)
  const saving = useOutcome(say('saved'))
  const kept = hoursOf(hours)
  const wrong = kept === null ? say('hoursToMend') : skills.length === 0 ? say('skillsMissing') : undefined

  const save = async (): Promise<void> => {
    if (kept !== null) saving.show(await office.saveWindow({ window: { ...window, name, skills, ...kept } }))
  }
  return (
    <Card title={read(window.name)} aside={<OpenNow window={window} />}>
      <div className="flex flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={say('nameZh')}
            value={name.zh}
            onChange={(zh) => setName({ ...name, zh })}
            error={name.zh.trim() === '' ? say('nameMissing') : undefined}
          />
          <TextField label={say('nameEn')} value={name.en} onChange={(en) => setName({ ...name, en })} />
        </div>
        <HoursEditor draft={hours} onChange={setHours} />
        <MultiChoice label={say('windowItems')} options={items} value={skills} onChange={setSkills} />
        <div className="flex flex-wrap items-center gap-4">
          <Button kind="primary" disabledReason={wrong} onPress={save}>
            {common('save')}
          </Button>
          <Outcome of={saving} />
        </div>
      </div>
    </Card>
  )
}
