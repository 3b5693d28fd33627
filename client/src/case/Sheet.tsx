import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import { useMemo, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { answerText, sheetOf, type SheetLine } from './answers.ts'

export interface SheetProps {
  readonly definition: FormDefinition
  readonly form: FormView
  /** Paths that are in the notice being written. */
  readonly named: ReadonlySet<string>
  /** Left out when nothing may be asked of the applicant now. */
  readonly onName?: ((path: string) => void) | undefined
}

/** A form to be read and judged: every answer with where it came from, and a way to ask for another. */
export const Sheet = ({ definition, form, named, onName }: SheetProps): ReactNode => {
  const read = useBilingual()
  const pages = useMemo(() => sheetOf(definition, form), [definition, form])
  return (
    <div className="flex flex-col gap-6">
      {pages.map((page) => (
        <section key={page.id} aria-label={read(page.title)}>
          <h3 className="mb-1 font-semibold">{read(page.title)}</h3>
          <dl className="divide-y divide-line border-y border-line">
            {page.lines.map((line) => (
              <Line key={line.path} line={line} isNamed={named.has(line.path)} onName={onName} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

interface LineProps {
  readonly line: SheetLine
  readonly isNamed: boolean
  readonly onName: SheetProps['onName']
}

const Line = ({ line, isNamed, onName }: LineProps): ReactNode => {
  const say = useWords('cases')
  const form = useWords('form')
  const common = useWords('common')
  const read = useBilingual()
  const { field, written, row, path } = line
  const text = answerText(field, written?.value, read, { yes: common('yes'), no: common('no') })
  const label = read(field.label)
  const name = row === undefined ? label : `${read(row.label)} ${row.number} · ${label}`
  return (
    <div
      className={classes(
        'grid items-center gap-x-4 gap-y-1 px-2 py-1.5 sm:grid-cols-[minmax(9em,16em)_minmax(0,1fr)_auto]',
        isNamed && 'bg-warn-soft',
      )}
    >
      <dt className="text-quiet">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {text === '' ? <span className="text-quiet">{form('empty')}</span> : text}
        {written !== undefined && written.by === 'clerk' && (
          <span className="ml-2">
            <Badge>{form('sourceClerk')}</Badge>
          </span>
        )}
        {written?.confirmedAt !== undefined && (
          <span className="ml-2">
            <Badge tone="good" icon="check">
              {say('confirmed')}
            </Badge>
          </span>
        )}
      </dd>
      {onName !== undefined && (
        <dd>
          <Button
            small
            kind="quiet"
            icon={isNamed ? 'check' : 'edit'}
            pressed={isNamed}
            label={`${say('name')} ${name}`}
            onPress={() => onName(path)}
          >
            {say('name')}
          </Button>
        </dd>
      )}
    </div>
  )
}
