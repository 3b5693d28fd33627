import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/words.ts'

export interface LinesProps<T> {
  readonly title: string
  readonly lines: readonly T[]
  /** What a new line begins with. */
  readonly blank: T
  readonly addWords: string
  readonly onChange: (lines: T[]) => void
  readonly render: (line: T, set: (line: T) => void, number: number) => ReactNode
}

/** A list that grows and shrinks: steps of a guide, rules of a paper. */
export const Lines = <T,>({ title, lines, blank, addWords, onChange, render }: LinesProps<T>): ReactNode => {
  const common = useWords('common')
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-part border border-line p-3">
      <legend className="px-1 font-semibold">{title}</legend>
      {lines.map((line, index) => (
        // The lines have no name of their own and are only changed in place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex items-end gap-3">
          <div className="min-w-0 grow">
            {render(line, (next) => onChange(lines.with(index, next)), index + 1)}
          </div>
          <Button
            kind="quiet"
            icon="remove"
            label={`${common('remove')} ${title} ${index + 1}`}
            onPress={() => onChange(lines.toSpliced(index, 1))}
          >
            {common('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button icon="add" small onPress={() => onChange([...lines, blank])}>
          {addWords}
        </Button>
      </div>
    </fieldset>
  )
}
