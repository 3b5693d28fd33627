import type { FormField } from '@farwindow/shared/form/definition.ts'
import { shownFields } from '@farwindow/shared/form/shown.ts'
import { valuesOf } from '@farwindow/shared/form/values.ts'
import { useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Notice } from '../parts/Notice.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { FormVoice } from './FormVoice.tsx'
import { GroupView } from './GroupView.tsx'
import { ProblemList } from './ProblemList.tsx'
import { showField, type FormScreen, type LiveScreen } from './screen.ts'
import { SingleFieldView } from './SingleFieldView.tsx'

/** Fields that need the whole width even where two stand side by side. */
const isWide = (field: FormField): boolean =>
  ['group', 'longtext', 'address', 'choice', 'multichoice', 'checkbox'].includes(field.control)

/** One page of a form: one column and large for the applicant, dense for the clerk. */
export const FormPage = (props: FormScreen): ReactNode => {
  const [activePath, setActive] = useState<string | null>(null)
  const screen: LiveScreen = {
    ...props,
    activePath,
    onFocus: (path) => {
      if (path !== null) setActive(path)
      props.onFocus(path)
    },
  }
  const read = useBilingual()
  const { definition, form, glowPath } = props
  const page = definition.pages.find((one) => one.id === screen.page)
  const visible = useMemo(
    () => new Set(shownFields(definition, valuesOf(form)).map((shown) => shown.path)),
    [definition, form],
  )
  // The field pointed at may lie on a page that is turned to only now.
  useEffect(() => {
    if (glowPath !== null && page !== undefined) showField(glowPath, false)
  }, [glowPath, page])
  const pointByKey = (event: KeyboardEvent): void => {
    if (props.side !== 'clerk' || activePath === null || !event.altKey || event.code !== 'KeyP') return
    event.preventDefault()
    props.onPoint(activePath)
  }
  if (page === undefined) return null
  return (
    <div
      onKeyDown={pointByKey}
      className="@container flex w-full max-w-[44em] flex-col gap-5 desk:max-w-none desk:gap-4"
    >
      <div className="flex flex-col gap-1">
        <h2 className="text-lead font-bold">{read(page.title)}</h2>
        {page.intro !== undefined && <p className="text-quiet">{read(page.intro)}</p>}
      </div>
      <ProblemList screen={screen} />
      <ToConfirm {...screen} />
      <div
        className={classes(
          'grid gap-6 kiosk:gap-4 desk:gap-x-4 desk:gap-y-3',
          screen.side === 'clerk' && '@lg:grid-cols-2',
        )}
      >
        {page.fields.map((field) => {
          if (!visible.has(field.path)) return null
          return (
            <div key={field.path} className={classes('min-w-0', isWide(field) && 'col-span-full')}>
              {field.control === 'group' ? (
                <GroupView screen={screen} group={field} visible={visible} />
              ) : (
                <SingleFieldView screen={screen} field={field} path={field.path} />
              )}
            </div>
          )
        })}
      </div>
      <FormVoice {...screen} />
    </div>
  )
}

/** FORM-15: what the clerk wrote, to be looked at and confirmed at once. */
const ToConfirm = ({ side, unconfirmed, onConfirm }: FormScreen): ReactNode => {
  const say = useWords('form')
  if (side !== 'applicant' || unconfirmed.length === 0) return null
  return (
    <Notice
      tone="warn"
      title={say('confirmTitle')}
      announce
      action={
        <Button icon="check" onPress={() => onConfirm(unconfirmed)}>
          {say('confirmAll')}
        </Button>
      }
    >
      {say('confirmText')}
    </Notice>
  )
}
