import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import { useEffect, useId, useMemo, useState, type ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'

export interface PaperChoiceProps {
  readonly label: string
  /** What makes it acceptable, one sentence each. */
  readonly rules: readonly string[]
  readonly accepted: readonly string[]
  readonly file: File | undefined
  readonly error: string | undefined
  /** What the button says; to photograph or choose, unless told. */
  readonly chooseWord?: string
  readonly onFile: (file: File) => void
}

/** One paper: photographed with the phone or chosen from its files, with a look at what was chosen. */
export const PaperChoice = (props: PaperChoiceProps): ReactNode => {
  const { label, rules, accepted, file, onFile } = props
  const say = useWords('progress')
  const id = useId()
  const choose = props.chooseWord ?? say('choosePaper')
  const [tooLarge, setTooLarge] = useState(false)
  const error = tooLarge ? say('fileTooLarge') : props.error
  return (
    <div className="flex flex-col gap-2">
      <p className="font-semibold">{label}</p>
      {rules.length > 0 && (
        <ul className="list-disc pl-6 text-note text-quiet">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
      {file !== undefined && <Preview file={file} name={label} />}
      <label
        htmlFor={id}
        className={classes(
          'flex min-h-target items-center justify-center gap-2 rounded-part border-2 bg-paper px-4 font-medium text-action',
          'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
          error === undefined ? 'border-edge' : 'border-bad',
        )}
      >
        <Icon name={props.chooseWord === undefined ? 'camera' : 'upload'} />
        {file === undefined ? choose : say('chooseOther')}
        <input
          id={id}
          type="file"
          accept={accepted.join(',')}
          aria-label={`${file === undefined ? choose : say('chooseOther')} ${label}`}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          className="sr-only"
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            if (chosen === undefined) return
            setTooLarge(chosen.size > largestFileBytes)
            if (chosen.size <= largestFileBytes) onFile(chosen)
          }}
        />
      </label>
      <div aria-live="polite">
        {error !== undefined && (
          <p id={`${id}-error`} className="flex items-start gap-2 text-note font-medium text-bad">
            <Icon name="warn" />
            {error}
          </p>
        )}
      </div>
    </div>
  )
}

const Preview = ({ file, name }: { readonly file: File; readonly name: string }): ReactNode => {
  const address = useMemo(() => URL.createObjectURL(file), [file])
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return file.type.startsWith('image/') ? (
    <img
      src={address}
      alt={name}
      className="max-h-[40vh] w-full rounded-part border border-line bg-sunken object-contain"
    />
  ) : (
    <p className="flex items-center gap-2">
      <Icon name="document" />
      {file.name}
    </p>
  )
}
