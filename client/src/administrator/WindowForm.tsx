import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'
import { useState, type ReactNode } from 'react'
import { MultiChoice, SelectField, type Option } from '../parts/ChoiceField.tsx'
import { useWords } from '../words/words.ts'
import { BilingualField } from './BilingualField.tsx'
import { DirectSection } from './DirectSection.tsx'
import { EditDialog } from './EditDialog.tsx'
import { draftOf, hoursOf, type HoursDraft } from './hours.ts'
import { HoursEditor } from './HoursEditor.tsx'
import { newestOf } from './options.ts'
import type { OfficeStore } from './store.ts'
import { useKeeping } from './useKeeping.ts'

export interface WindowFormProps {
  /** Null: a new one. */
  readonly window: Versioned<ServiceWindow> | null
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  readonly office: OfficeStore
  readonly onClose: () => void
}

type Draft = Omit<ServiceWindow, 'hours' | 'exceptions'> & { readonly hours: HoursDraft }

const draftFrom = ({ version, value }: Versioned<ServiceWindow>): Versioned<Draft> => {
  const { exceptions: _exceptions, ...rest } = value
  return { version, value: { ...rest, hours: draftOf(value) } }
}

const officeDay = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:00' },
]

/** A new window keeps office hours until somebody says otherwise, and does everything there is. */
const blank = (places: readonly Option[], items: readonly Option[]): Versioned<ServiceWindow> => ({
  version: 0,
  value: {
    id: crypto.randomUUID(),
    jurisdiction: places.length === 1 ? (places[0]?.value ?? '') : '',
    name: { zh: '', en: '' },
    hours: [...Array.from({ length: 5 }, () => officeDay), [], []],
    exceptions: {},
    skills: items.map(({ value }) => value),
  },
})

/** One window: where it stands, its name, its hours, and the items its clerks do. */
export const WindowForm = ({ window, places, items, office, onClose }: WindowFormProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const direct = useWords('direct')
  const [start] = useState(() => draftFrom(window ?? blank(places, items)))
  const keeping = useKeeping<Draft>({
    start,
    save: async (base, { hours, hall = '', ...rest }) => {
      const kept = hoursOf(hours)
      if (kept === null) return { ok: false, refusal: { code: 'malformed' } }
      return office.saveWindow({
        base,
        window: { ...rest, ...(hall.trim() === '' ? {} : { hall }), ...kept },
      })
    },
    newest: async (mine) => {
      const found = await newestOf(
        office,
        ({ windows }) => windows,
        ({ id }) => id === mine.id,
      )
      return found === null ? null : draftFrom(found)
    },
    done: say('saved'),
  })
  const { draft, set, isNew } = keeping
  const isNamed = draft.name.zh.trim() !== '' && draft.name.en.trim() !== ''
  const wrong =
    draft.jurisdiction === ''
      ? say('placeMissing')
      : !isNamed
        ? say('namesMissing')
        : hoursOf(draft.hours) === null
          ? say('hoursToMend')
          : draft.skills.length === 0
            ? say('skillsMissing')
            : undefined
  return (
    <EditDialog
      title={isNew ? say('addWindow') : say('editWindow')}
      wrong={wrong}
      keeping={keeping}
      partName={(key) =>
        key === 'media' || key === 'hall'
          ? direct(key)
          : say(key === 'name' ? 'name' : key === 'hours' ? 'hours' : 'windowItems')
      }
      onClose={onClose}
    >
      <div className="sm:w-1/2 sm:pr-2">
        <SelectField
          label={say('jurisdiction')}
          value={draft.jurisdiction}
          chooseWord={common('choose')}
          required
          readOnly={!isNew}
          options={places}
          onChange={(jurisdiction) => set({ jurisdiction })}
        />
      </div>
      <BilingualField label={say('name')} value={draft.name} onChange={(name) => set({ name })} />
      <DirectSection
        media={draft.media}
        hall={draft.hall}
        onMedia={(media) => set({ media })}
        onHall={(hall) => set({ hall })}
      />
      <HoursEditor draft={draft.hours} onChange={(hours) => set({ hours })} />
      <MultiChoice
        label={say('windowItems')}
        options={items}
        value={draft.skills}
        onChange={(skills) => set({ skills })}
      />
    </EditDialog>
  )
}
