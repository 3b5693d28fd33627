import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'
import type { ReactNode } from 'react'
import { LongText, TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'

export interface BilingualFieldProps {
  /** What it is called; without a label only the languages stand above the boxes. */
  readonly label: string
  readonly value: Bilingual
  readonly onChange: (value: Bilingual) => void
  readonly long?: boolean
  /** What is wrong with it. */
  readonly error?: string | undefined
}

/** One text in both languages, side by side. */
export const BilingualField = ({ label, value, onChange, long, error }: BilingualFieldProps): ReactNode => {
  const say = useWords('administrator')
  const Box = long === true ? LongText : TextField
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <Box
        label={say('inChinese', { label })}
        value={value.zh}
        onChange={(zh) => onChange({ ...value, zh })}
        error={error}
        {...(long === true ? { rows: 2 } : {})}
      />
      <Box
        label={say('inEnglish', { label })}
        value={value.en}
        onChange={(en) => onChange({ ...value, en })}
        {...(long === true ? { rows: 2 } : {})}
      />
    </div>
  )
}
