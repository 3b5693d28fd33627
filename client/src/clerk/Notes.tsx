import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { LongText } from '../parts/TextField.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'

export interface NotesProps {
  readonly notes: readonly { readonly text: string; readonly at: number }[]
  readonly onNote: (text: string) => Promise<unknown>
}

/** The clerk's own notes on this call; the applicant never sees them. */
export const Notes = ({ notes, onNote }: NotesProps): ReactNode => {
  const say = useWords('clerk')
  const common = useWords('common')
  const times = useTimes()
  const [text, setText] = useState('')
  const [kept, setKept] = useState(0)
  const keep = async (): Promise<void> => {
    await onNote(text.trim())
    setText('')
    setKept(kept + 1)
  }
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex max-h-[6rem] flex-col gap-1 overflow-y-auto">
        {notes.map((note) => (
          <li key={note.at} className="flex gap-2">
            <span className="figures shrink-0 text-note text-quiet">{times.clock(note.at)}</span>
            <span className="wrap-anywhere">{note.text}</span>
          </li>
        ))}
      </ul>
      <div className="flex items-end gap-2">
        <div className="grow">
          <LongText
            key={kept}
            label={say('note')}
            hint={say('noteHint')}
            rows={2}
            maxLength={2000}
            value={text}
            onChange={setText}
          />
        </div>
        <span className="shrink-0 whitespace-nowrap">
          <Button
            disabledReason={text.trim() === '' ? say('noteEmpty') : undefined}
            reasonHidden
            onPress={keep}
          >
            {common('save')}
          </Button>
        </span>
      </div>
    </div>
  )
}
