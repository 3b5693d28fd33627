import { sendable, type SaidFile, type SaidLine } from '@farwindow/shared/call/protocol.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { FilePick } from '../parts/FilePick.tsx'
import { Icon } from '../parts/icons.tsx'
import { TextField } from '../parts/TextField.tsx'
import { Typed } from '../parts/Typed.tsx'
import { useLineBox } from '../parts/useLineBox.ts'
import { useNewest } from '../parts/useNewest.ts'
import { useBilingual } from '../words/bilingual.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { deskKeys } from './keys.ts'

export interface LinesProps {
  readonly lines: readonly SaidLine[]
  /** Why nothing can be written now; undefined when it can. */
  readonly closed: string | undefined
  /** What the applicant is writing just now. */
  readonly typed: string
  /** Whether the applicant sees one's own writing letter by letter. */
  readonly letters: boolean
  readonly onLetters: (on: boolean) => void
  /** What stands in the box, at each change. */
  readonly onWrite: (text: string) => void
  /** Says what stands in the box. */
  readonly onSay: (text: string) => Promise<unknown>
  /** Says something else. */
  readonly onQuick: (text: string) => Promise<unknown>
  readonly onPush: (name: string, content: Blob) => Promise<Outcome<unknown>>
  readonly onOpen: (file: SaidFile) => void
  /** Chooses a part of the present item to send; unset without an item. */
  readonly onSheets?: (() => void) | undefined
}

/** Words a clerk says again and again; the same keys as in the list of quick sentences. */
export const quickWords = ['quick1', 'quick2', 'quick3', 'quick4'] as const

/** From anywhere at the desk, a form's field included, into the box one writes in (DESK-6). */
export const beginLine = (): void => document.querySelector<HTMLElement>('[data-line] input')?.focus()

/** Text to and fro, beside the voice: numbers, addresses, names that sound alike. */
export const Lines = (props: LinesProps): ReactNode => {
  const { closed } = props
  const say = useWords('clerk')
  const talk = useWords('talk')
  const sentence = useRefusalSentence()
  const [pushing, setPushing] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const push = async (file: File): Promise<void> => {
    setPushing(true)
    const outcome = await props.onPush(file.name, file)
    setPushing(false)
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <LineList {...props} />
      <Typed text={props.typed} words={talk('typing', { who: say('applicant') })} />
      {refused !== null && (
        <p role="alert" className="text-bad">
          {sentence(refused)}
        </p>
      )}
      <LineForm {...props} />
      <div className="flex flex-wrap gap-1">
        {quickWords.map((word) => (
          <Button
            key={word}
            small
            shortcut={deskKeys[word]}
            disabledReason={closed}
            reasonHidden
            onPress={() => props.onQuick(say(word))}
          >
            {say(`${word}Short`)}
          </Button>
        ))}
        {closed === undefined && props.onSheets !== undefined && (
          <Button small icon="document" onPress={props.onSheets}>
            {talk('sendSheet')}
          </Button>
        )}
        {closed === undefined && (
          <FilePick
            small
            icon="upload"
            accept={sendable}
            label={talk('send')}
            onPick={(file) => void push(file)}
          >
            {pushing ? talk('sending') : talk('send')}
          </FilePick>
        )}
      </div>
    </div>
  )
}

const LineList = ({ lines, onOpen }: Pick<LinesProps, 'lines' | 'onOpen'>): ReactNode => {
  const say = useWords('clerk')
  const times = useTimes()
  const newest = useNewest(lines.length)
  return (
    <ol
      aria-label={say('lines')}
      aria-live="polite"
      // Scrolls by itself, so the keyboard must be able to reach it.
      tabIndex={0}
      className="flex max-h-[4.5rem] flex-col gap-1 overflow-y-auto"
    >
      {lines.map((line, index) => (
        // Lines are only ever appended.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} ref={index === lines.length - 1 ? newest : null} className="flex gap-2">
          <span
            className={classes('shrink-0 font-medium', line.by === 'clerk' ? 'text-quiet' : 'text-action')}
          >
            {say(line.by === 'clerk' ? 'me' : 'applicant')}
          </span>
          <span className="min-w-0 grow wrap-anywhere">
            <Said line={line} onOpen={onOpen} />
          </span>
          <span className="figures shrink-0 text-note text-quiet">{times.clock(line.at)}</span>
        </li>
      ))}
    </ol>
  )
}

/** The box one writes in. */
const LineForm = ({
  closed,
  letters,
  onLetters,
  onWrite,
  onSay,
}: Pick<LinesProps, 'closed' | 'letters' | 'onLetters' | 'onWrite' | 'onSay'>): ReactNode => {
  const say = useWords('clerk')
  const talk = useWords('talk')
  const { text, write, key, form, empty } = useLineBox(onWrite)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() === '' || closed !== undefined) return
    void onSay(text.trim())
    empty()
  }
  return (
    <form ref={form} data-line="" onSubmit={submit} className="flex items-end gap-2">
      <div className="grow">
        <TextField
          key={key}
          label={say('line')}
          value={text}
          maxLength={1000}
          placeholder={deskKeys.write}
          aside={
            <Button
              small
              pressed={letters}
              label={`${talk('letters')}: ${talk('lettersHint')}`}
              repeatable
              onPress={() => onLetters(!letters)}
            >
              {talk('letters')}
            </Button>
          }
          readOnly={closed !== undefined}
          onChange={write}
        />
      </div>
      <Button type="submit" icon="send" disabledReason={closed} reasonHidden>
        {say('sendLine')}
      </Button>
    </form>
  )
}

/** What a line says: words, a file one can open, or the name of what was sent of the matter. */
const Said = ({ line, onOpen }: { readonly line: SaidLine } & Pick<LinesProps, 'onOpen'>): ReactNode => {
  const talk = useWords('talk')
  const read = useBilingual()
  if (line.file !== undefined) return <FileName file={line.file} onOpen={onOpen} />
  if (line.sheet === undefined) return line.text
  const { kind, name } = line.sheet
  return (
    <span className="inline-flex items-center gap-1">
      <Icon name="document" />
      {`${talk(`sheet_${kind}`)} · ${read(name)}`}
    </span>
  )
}

const FileName = ({ file, onOpen }: { readonly file: SaidFile } & Pick<LinesProps, 'onOpen'>): ReactNode => {
  const talk = useWords('talk')
  return (
    <button
      type="button"
      aria-label={talk('open', { name: file.name })}
      onClick={() => onOpen(file)}
      className="inline-flex items-center gap-1 text-left text-action underline underline-offset-2"
    >
      <Icon name="document" />
      {file.name}
    </button>
  )
}
