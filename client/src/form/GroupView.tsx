import type { GroupField } from '@farwindow/shared/form/definition.ts'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { Confirmation } from './FieldNotes.tsx'
import { fieldId, showField, type LiveScreen } from './screen.ts'
import { SingleFieldView } from './SingleFieldView.tsx'

export interface GroupViewProps {
  readonly screen: LiveScreen
  readonly group: GroupField
  /** Whole paths of the fields that are visible now. */
  readonly visible: ReadonlySet<string>
}

/** A repeated group: one card a row, in the order of the paper, with add and remove. */
export const GroupView = ({ screen, group, visible }: GroupViewProps): ReactNode => {
  const say = useWords('form')
  const read = useBilingual()
  const rows = screen.form.rows[group.path] ?? []
  const name = read(group.rowLabel)
  const problem = screen.problems.find((one) => one.path === group.path)
  const addsRow = useRef(false)
  const newest = rows.at(-1)
  const first = group.fields[0]

  // The cursor goes into the row one has just added oneself, never into one the other side added.
  useEffect(() => {
    if (!addsRow.current || newest === undefined || first === undefined) return
    addsRow.current = false
    showField(`${group.path}/${newest}/${first.path}`, true)
  }, [newest, first, group.path])

  return (
    <section
      id={fieldId(group.path)}
      aria-label={read(group.label)}
      className="flex flex-col gap-4 desk:gap-3"
    >
      <div>
        <h3 className="text-lead font-semibold">{read(group.label)}</h3>
        {group.hint !== undefined && <p className="text-note text-quiet">{read(group.hint)}</p>}
      </div>
      {problem !== undefined && <Notice tone="bad" title={read(problem.message)} />}
      {screen.unconfirmed.includes(group.path) && (
        <div>
          <Confirmation screen={screen} path={group.path} />
        </div>
      )}
      {rows.length === 0 && <p className="text-quiet">{say('noRows')}</p>}
      {rows.map((row, index) => (
        <RowCard key={row} screen={screen} group={group} visible={visible} row={row} number={index + 1} />
      ))}
      {!screen.readOnly && (
        <div>
          <Button
            icon="add"
            disabledReason={
              rows.length >= group.maxRows ? say('rowsFull', { count: group.maxRows }) : undefined
            }
            onPress={() => {
              addsRow.current = true
              screen.onAddRow(group.path)
            }}
          >
            {say('addRow', { name })}
          </Button>
        </div>
      )}
    </section>
  )
}

interface RowProps extends GroupViewProps {
  readonly row: string
  readonly number: number
}

const RowCard = ({ screen, group, visible, row, number }: RowProps): ReactNode => {
  const say = useWords('form')
  const common = useWords('common')
  const read = useBilingual()
  const [asking, setAsking] = useState(false)
  const words = { name: read(group.rowLabel), number }
  const count = screen.form.rows[group.path]?.length ?? 0
  return (
    <Card
      level={3}
      title={say('row', words)}
      tone={screen.side === 'clerk' ? 'sunken' : 'paper'}
      aside={
        !screen.readOnly && (
          <Button
            kind="quiet"
            icon="remove"
            label={say('removeRow', words)}
            disabledReason={count <= group.minRows ? say('rowsLeast', { count: group.minRows }) : undefined}
            reasonHidden
            onPress={() => setAsking(true)}
          >
            {common('remove')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-5 desk:gap-3">
        {group.fields.map((field) => {
          const path = `${group.path}/${row}/${field.path}`
          return visible.has(path) && <SingleFieldView key={path} screen={screen} field={field} path={path} />
        })}
      </div>
      {asking && (
        <Dialog
          icon="remove"
          tone="bad"
          title={say('removeRowTitle', words)}
          onDismiss={() => setAsking(false)}
          actions={
            <>
              <Button
                kind="danger"
                onPress={() => {
                  setAsking(false)
                  screen.onRemoveRow(group.path, row)
                }}
              >
                {common('remove')}
              </Button>
              <Button kind="primary" onPress={() => setAsking(false)}>
                {common('cancel')}
              </Button>
            </>
          }
        >
          <p>{say('removeRowText')}</p>
        </Dialog>
      )}
    </Card>
  )
}
