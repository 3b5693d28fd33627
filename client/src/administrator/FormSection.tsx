import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'

export interface FormSectionProps {
  readonly text: string
  /** The line to go to, when one asked for it. */
  readonly line: number | null
  readonly onChange: (text: string) => void
}

/** The form as JSON: pasted, typed or taken from a file; line numbers as in the list of what to mend. */
export const FormSection = ({ text, line, onChange }: FormSectionProps): ReactNode => {
  const say = useWords('administrator')
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLPreElement>(null)
  const count = text.split('\n').length

  useEffect(() => {
    const area = box.current
    if (area === null || line === null) return
    const lines = area.value.split('\n')
    const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    area.focus()
    area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
    area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, line - 6)
  }, [line])

  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[60em] text-quiet">{say('formHint')}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {say('formText')}
        </label>
        <label className="inline-flex min-h-target items-center gap-2 rounded-part border border-edge bg-paper px-3 text-action hover:bg-action-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
          <Icon name="upload" />
          {say('formFile')}
          <input
            type="file"
            accept=".json,application/json"
            className="sr-only"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              event.target.value = ''
              void file?.text().then(onChange)
            }}
          />
        </label>
      </div>
      <div className="flex h-[55vh] overflow-hidden rounded-part border border-edge bg-paper has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus font-mono text-note leading-[1.5]">
        <pre
          ref={numbers}
          aria-hidden
          className="figures shrink-0 overflow-hidden border-r border-line bg-ground px-2 py-2 text-right text-quiet select-none"
        >
          {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
        </pre>
        <textarea
          id={id}
          ref={box}
          value={text}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          wrap="off"
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop
          }}
          className="min-w-0 grow resize-none overflow-auto bg-paper px-2 py-2 whitespace-pre text-ink outline-none"
        />
      </div>
    </div>
  )
}
