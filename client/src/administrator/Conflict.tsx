import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { Outcome } from './Outcome.tsx'
import type { Keeping } from './useKeeping.ts'

export interface ConflictProps<T> {
  readonly keeping: Keeping<T>
  /** What a part of it is called on the screen. */
  readonly partName: (key: keyof T) => string
  /** Said when something new is there already, unless it is its code. */
  readonly taken?: string
  readonly onSaved: () => void
}

/** How saving went; when somebody else saved first, what they changed and the two ways on. */
export const Conflict = <T,>({ keeping, partName, taken, onSaved }: ConflictProps<T>): ReactNode => {
  const say = useWords('administrator')
  if (keeping.theirs === null) return <Outcome of={keeping.told} />
  if (keeping.isNew) return <Notice tone="bad" title={taken ?? say('codeTaken')} announce />
  const parts = [...new Set(keeping.changed.map(partName))].join(say('listComma'))
  return (
    <Notice
      tone="warn"
      title={say('conflictTitle')}
      announce
      action={
        <div className="flex flex-wrap gap-2">
          <Button onPress={keeping.takeTheirs}>{say('takeTheirs')}</Button>
          <Button
            onPress={async () => {
              if (await keeping.keepMine()) onSaved()
            }}
          >
            {say('keepMine')}
          </Button>
        </div>
      }
    >
      {parts === '' ? say('conflictSame') : say('conflictText', { parts })}
    </Notice>
  )
}
