import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Checkbox } from '../parts/Checkbox.tsx'
import { classes } from '../parts/classes.ts'
import { FilePick } from '../parts/FilePick.tsx'
import { Notice } from '../parts/Notice.tsx'
import { TextField } from '../parts/TextField.tsx'
import { Typed } from '../parts/Typed.tsx'
import { useLineBox } from '../parts/useLineBox.ts'
import { useNewest } from '../parts/useNewest.ts'
import { sendable, type SaidFile } from '@farwindow/shared/call/protocol.ts'
import type { SaidSheet } from '@farwindow/shared/call/sheet.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { FileLine } from './FileLine.tsx'
import { FileViewer, type FilePlace } from './FileViewer.tsx'
import type { Line } from './store.ts'

export interface ChatProps {
  readonly lines: readonly Line[]
  /** What the clerk is writing just now. */
  readonly typed: string
  /** Whether the clerk sees one's own writing letter by letter. */
  readonly letters: boolean
  readonly onLetters: (on: boolean) => void
  /** What stands in the box, at each change. */
  readonly onWrite: (text: string) => void
  readonly onSay: (text: string) => Promise<Outcome<unknown>>
  readonly place: FilePlace
  /** What the clerk sent of the matter, as it is shown to the applicant. */
  readonly renderSheet: (sheet: SaidSheet) => ReactNode
  readonly onPush: (name: string, content: Blob) => Promise<Outcome<unknown>>
  /** At a kiosk, whose files are nobody’s: takes a picture instead of choosing a file. */
  readonly onPhoto?: () => void
}

/** Lines of text between the two, for what is hard to hear or has to be spelt. */
export const Chat = (props: ChatProps): ReactNode => {
  const { lines, typed, letters, onLetters, onWrite, onSay, place } = props
  const say = useWords('call')
  const talk = useWords('talk')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  const [running, setRunning] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const [opened, setOpened] = useState<SaidFile | null>(null)
  const [pushing, setPushing] = useState(false)
  const { text, write, key, form, empty } = useLineBox(onWrite)
  // Whoever leaves wipes out what stood in the box.
  useEffect(() => () => onWrite(''), [onWrite])
  const push = async (file: File): Promise<void> => {
    setPushing(true)
    const outcome = await props.onPush(file.name, file)
    setPushing(false)
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  const send = async (): Promise<void> => {
    setRunning(true)
    const outcome = await onSay(text.trim())
    setRunning(false)
    setRefused(outcome.ok ? null : outcome.refusal)
    if (outcome.ok) empty()
  }
  return (
    <section aria-label={say('chatTitle')} className="flex flex-col gap-4 kiosk:gap-2">
      {lines.length === 0 && <p className="text-quiet">{say('chatEmpty')}</p>}
      <ChatLines {...props} onOpen={setOpened} />
      {/* At a kiosk it stays in sight, however much was said: what is written to one, and where one writes. */}
      <div className="flex flex-col gap-4 bg-ground kiosk:sticky kiosk:-bottom-8 kiosk:gap-2 kiosk:pb-2">
        <Typed
          text={typed}
          words={talk('typing', { who: say('clerk') })}
          className="max-w-[85%] self-start rounded-card border border-dashed border-edge bg-paper px-4 py-2 kiosk:px-3 kiosk:py-1"
        />
        {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
        <form
          ref={form}
          className="flex items-end gap-3 kiosk:gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '' && !running) void send()
          }}
        >
          <div className="min-w-0 grow">
            <TextField key={key} label={say('chatLabel')} value={text} onChange={write} maxLength={1000} />
          </div>
          <Button type="submit" kind="primary" icon="send" pending={running} className="shrink-0">
            {common('send')}
          </Button>
        </form>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {props.onPhoto === undefined ? (
          <FilePick icon="upload" accept={sendable} label={talk('send')} onPick={(file) => void push(file)}>
            {talk('send')}
          </FilePick>
        ) : (
          <Button icon="camera" onPress={props.onPhoto}>
            {talk('sendPicture')}
          </Button>
        )}
        {pushing && (
          <p role="status" className="text-quiet">
            {talk('sending')}
          </p>
        )}
        <Checkbox label={talk('letters')} hint={talk('lettersHint')} value={letters} onChange={onLetters} />
      </div>
      {opened !== null && <FileViewer file={opened} place={place} onClose={() => setOpened(null)} />}
    </section>
  )
}

const ChatLines = ({
  lines,
  place,
  renderSheet,
  onOpen,
}: Pick<ChatProps, 'lines' | 'place' | 'renderSheet'> & {
  readonly onOpen: (file: SaidFile) => void
}): ReactNode => {
  const say = useWords('call')
  const times = useTimes()
  const newest = useNewest(lines.length)
  return (
    <ol className="flex flex-col gap-3 kiosk:gap-2">
      {lines.map((line, index) => {
        const own = line.by === 'applicant'
        return (
          <li
            key={`${line.at}-${index}`}
            ref={index === lines.length - 1 ? newest : undefined}
            className={classes(
              'max-w-[85%] rounded-card px-4 py-2 kiosk:scroll-mb-24 kiosk:px-3 kiosk:py-1',
              own ? 'self-end bg-action-soft' : 'self-start border border-line bg-paper',
            )}
          >
            <span className="text-note text-quiet">
              {say(own ? 'chatYou' : 'clerk')} {times.clock(line.at)}
            </span>
            <br />
            {line.sheet !== undefined ? (
              renderSheet(line.sheet)
            ) : line.file === undefined ? (
              line.text
            ) : (
              <FileLine file={line.file} place={place} onOpen={onOpen} />
            )}
          </li>
        )
      })}
    </ol>
  )
}
