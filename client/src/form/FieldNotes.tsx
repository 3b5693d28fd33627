import type { FieldView } from '@farwindow/shared/form/mask.ts'
import { isEmpty } from '@farwindow/shared/form/value.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import type { IconName } from '../parts/icons.tsx'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'
import type { LiveScreen } from './screen.ts'

interface Source {
  readonly words:
    | 'sourceCard'
    | 'sourceScan'
    | 'sourcePrefill'
    | 'sourceDevice'
    | 'sourceClerk'
    | 'sourceApplicant'
  readonly icon: IconName
  readonly strange: boolean
}

/** FORM-9: where a value came from, by its writer and its source. `strange`: not from the applicant's own hand. */
const sourceOf = ({ by, source }: FieldView): Source => {
  if (source === 'idCard') return { words: 'sourceCard', icon: 'card', strange: true }
  if (source === 'scan') return { words: 'sourceScan', icon: 'scan', strange: true }
  if (source === 'prefill' || by === 'prefill')
    return { words: 'sourcePrefill', icon: 'document', strange: true }
  if (by === 'device') return { words: 'sourceDevice', icon: 'scan', strange: true }
  if (by === 'clerk') return { words: 'sourceClerk', icon: 'person', strange: true }
  return { words: 'sourceApplicant', icon: 'pen', strange: false }
}

interface NotesProps {
  readonly screen: LiveScreen
  readonly path: string
  readonly sensitive: boolean
}

/** Beside the label: where the value came from; for the clerk also what one can do, out of the way of the fields. */
export const FieldAside = (props: NotesProps): ReactNode => {
  const { screen } = props
  return (
    <span className="flex items-center gap-1">
      {screen.side === 'clerk' && !screen.readOnly && (
        <>
          {canUndo(props) && <Undo {...props} />}
          <Point {...props} />
        </>
      )}
      <SourceBadge {...props} />
    </span>
  )
}

const SourceBadge = ({ screen, path }: NotesProps): ReactNode => {
  const say = useWords('form')
  const written = screen.form.values[path]
  if (written === undefined || isEmpty(written.value)) return null
  const { words, icon, strange } = sourceOf(written)
  return (
    <Badge tone={strange ? 'info' : 'plain'} icon={icon}>
      {say(words === 'sourceApplicant' && screen.side === 'applicant' ? 'sourceSelf' : words)}
    </Badge>
  )
}

/** One's own last edit, in the field one has been in; elsewhere the button would only be in the way. */
const canUndo = ({ screen, path }: NotesProps): boolean => {
  const written = screen.form.values[path]
  return screen.activePath === path && written?.undoable === true && written.by === screen.side
}

/** Below the control: who is typing, what is hidden from whom, undo, confirm. Nothing when there is nothing to say. */
export const FieldBelow = (props: NotesProps): ReactNode => {
  const { screen, path } = props
  const notes = [
    screen.othersField === path && <InUse key="use" {...props} />,
    props.sensitive && <Hidden key="hidden" {...props} />,
    screen.unconfirmed.includes(path) && <Confirmation key="confirm" screen={screen} path={path} />,
    screen.side === 'applicant' && !screen.readOnly && canUndo(props) && <Undo key="undo" {...props} />,
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-note">{notes}</div>
}

const InUse = ({ screen }: NotesProps): ReactNode => {
  const say = useWords('form')
  return (
    <p role="status" className="flex items-center gap-[0.4em] font-medium text-warn">
      <Icon name="pen" />
      {say(screen.side === 'applicant' ? 'inUseByClerk' : 'inUseByApplicant')}
    </p>
  )
}

/** FORM-12: sensitive values stay hidden from the clerk until the applicant shows them. */
const Hidden = ({ screen, path }: NotesProps): ReactNode => {
  const say = useWords('form')
  const released = screen.form.released.includes(path)
  if (screen.side === 'clerk') {
    return released ? null : (
      <p className="flex items-center gap-[0.4em] text-quiet">
        <Icon name="eyeOff" />
        {say('masked')}
      </p>
    )
  }
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="flex items-center gap-[0.4em] text-quiet">
        <Icon name={released ? 'eye' : 'lock'} />
        {say(released ? 'released' : 'maskedForClerk')}
      </span>
      {!screen.readOnly && (
        <Button onPress={() => screen.onRelease(path, !released)}>
          {say(released ? 'hideAgain' : 'release')}
        </Button>
      )}
    </span>
  )
}

/** FORM-15: what the clerk wrote in a material place waits for the applicant. */
export const Confirmation = ({ screen, path }: Pick<NotesProps, 'screen' | 'path'>): ReactNode => {
  const say = useWords('form')
  if (screen.side === 'clerk') return <Badge tone="warn">{say('awaitsConfirmation')}</Badge>
  return (
    <Button icon="check" onPress={() => screen.onConfirm([path])}>
      {say('confirmOne')}
    </Button>
  )
}

const Undo = ({ screen, path }: NotesProps): ReactNode => {
  const say = useWords('form')
  const common = useWords('common')
  return (
    <Button
      kind="quiet"
      icon="undo"
      small={screen.side === 'clerk'}
      label={say('undoOne')}
      onPress={() => screen.onUndo(path)}
    >
      {screen.side === 'clerk' ? null : common('undo')}
    </Button>
  )
}

/** Seen under the mouse; the keyboard has Alt+P in the field (see FormPage), so Tab goes from field to field. */
const Point = ({ screen, path }: NotesProps): ReactNode => {
  const say = useWords('form')
  const shown = screen.glowPath === path || screen.activePath === path
  return (
    <span className={shown ? '' : 'opacity-0 transition-opacity group-hover/field:opacity-100'}>
      <Button
        kind="quiet"
        icon="pointer"
        small
        skipped
        pressed={screen.glowPath === path}
        label={say('point')}
        onPress={() => screen.onPoint(path)}
      >
        {null}
      </Button>
    </span>
  )
}
