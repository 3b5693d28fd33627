import { codeFault, fullName, levelOf, parentOf } from '@farwindow/shared/region/jurisdiction.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import type { ReactNode } from 'react'
import { keepDigits } from '../parts/NumberField.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { BilingualField } from './BilingualField.tsx'
import { EditDialog } from './EditDialog.tsx'
import { newestOf } from './options.ts'
import type { OfficeStore } from './store.ts'
import { useKeeping } from './useKeeping.ts'

export interface JurisdictionFormProps {
  /** Null: a new one. */
  readonly jurisdiction: Versioned<Jurisdiction> | null
  readonly known: readonly Jurisdiction[]
  readonly office: OfficeStore
  readonly onClose: () => void
}

const codeLength = 6
const blank: Versioned<Jurisdiction> = { version: 0, value: { code: '', name: { zh: '', en: '' } } }

/** A jurisdiction: its code by GB/T 2260 and its own name; how it is called in full shows while one types. */
export const JurisdictionForm = ({
  jurisdiction,
  known,
  office,
  onClose,
}: JurisdictionFormProps): ReactNode => {
  const say = useWords('administrator')
  const keeping = useKeeping({
    start: jurisdiction ?? blank,
    save: (base, value) => office.saveJurisdiction({ base, jurisdiction: value }),
    newest: (mine) =>
      newestOf(
        office,
        ({ jurisdictions }) => jurisdictions,
        ({ code }) => code === mine.code,
      ),
    done: say('saved'),
  })
  const { draft, set, isNew } = keeping
  const fault = draft.code.length < codeLength ? undefined : codeFault(draft.code)
  const isThere = isNew && known.some(({ code }) => code === draft.code)
  const codeError = fault === undefined ? (isThere ? say('codeTaken') : undefined) : say(`code_${fault}`)
  const isNamed = draft.name.zh.trim() !== '' && draft.name.en.trim() !== ''
  const wrong =
    draft.code.length < codeLength || codeError !== undefined
      ? say('jurisdictionCodeMissing')
      : isNamed
        ? undefined
        : say('namesMissing')
  return (
    <EditDialog
      title={isNew ? say('addJurisdiction') : say('renameJurisdiction')}
      wrong={wrong}
      keeping={keeping}
      partName={() => say('name')}
      onClose={onClose}
    >
      <div className="sm:w-1/2 sm:pr-2">
        <TextField
          label={say('jurisdictionCode')}
          hint={say('jurisdictionCodeHint')}
          value={draft.code}
          readOnly={!isNew}
          keep={(text) => keepDigits(text).slice(0, codeLength)}
          inputMode="numeric"
          digits
          error={codeError}
          onChange={(code) => set({ code })}
        />
      </div>
      <BilingualField label={say('name')} value={draft.name} onChange={(name) => set({ name })} />
      {wrong === undefined && <CalledInFull jurisdiction={draft} known={known} />}
    </EditDialog>
  )
}

/** What people will read: 浙江省湖州市南浔区; what stands above it and is not there yet is said. */
const CalledInFull = ({
  jurisdiction,
  known,
}: {
  readonly jurisdiction: Jurisdiction
  readonly known: readonly Jurisdiction[]
}): ReactNode => {
  const say = useWords('administrator')
  const language = useLanguage()
  const others = known.filter(({ code }) => code !== jurisdiction.code)
  const name = fullName([...others, jurisdiction], jurisdiction.code)[language]
  const province = `${jurisdiction.code.slice(0, 2)}0000`
  const above = levelOf(jurisdiction.code) === 'county' ? [parentOf(jurisdiction.code), province] : [province]
  const isAbove = above.some((code) => others.some((other) => other.code === code))
  const lacks = jurisdiction.code !== province && !isAbove
  return (
    <p className="text-quiet">
      {say('calledInFull', { name })}
      {lacks && ` ${say('aboveMissing', { code: province })}`}
    </p>
  )
}
