import type { Problem } from '@farwindow/shared/form/validate.ts'
import { isEmpty } from '@farwindow/shared/form/value.ts'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { AssignItem } from '../../clerk/AssignItem.tsx'
import { FormJourney } from '../../form/FormJourney.tsx'
import { FormMarks } from '../../form/FormMarks.tsx'
import { FormPage } from '../../form/FormPage.tsx'
import { PointerDot } from '../../form/PointerDot.tsx'
import type { FormFacts } from '../../form/facts.ts'
import { isLeft, type ShownForm } from '../../form/useFormScreen.ts'
import { Button } from '../../parts/Button.tsx'
import { classes } from '../../parts/classes.ts'
import { Checkbox } from '../../parts/Checkbox.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import type { ClerkStores } from './stores.ts'
import { usePointing } from './usePointing.ts'

export interface FormSideProps {
  readonly clerk: ClerkStores
  readonly shown: ShownForm | null
  /** The call goes on. */
  readonly live: boolean
}

/**
 * A clerk hears of what is wrong as soon as it is written, of what is still empty only when asked: neither a new form
 * nor a number half typed is red.
 */
export const clerkHears = ({ path, page }: Problem, facts: FormFacts): boolean =>
  facts.tried.has(page) || (isLeft(path, facts) && !isEmpty(facts.form?.values[path]?.value))

/** The form as the clerk works on it: pages, where the applicant is, the fields. */
export const FormSide = ({ clerk, shown, live }: FormSideProps): ReactNode => {
  const say = useWords('clerk')
  const visit = useStore(clerk.served.state, (now) => now.visit)
  if (visit !== null && visit.item === undefined) return <Assign clerk={clerk} />
  if (shown === null) return <EmptyState title={say('noForm')}>{say('noFormText')}</EmptyState>
  return <Filled clerk={clerk} shown={shown} live={live} />
}

const Assign = ({ clerk }: { readonly clerk: ClerkStores }): ReactNode => {
  const read = useBilingual()
  const { items } = useStore(clerk.names)
  return (
    <AssignItem
      items={items
        .filter(({ inService }) => inService)
        .map(({ code, name }) => ({ value: code, label: read(name) }))}
      onAssign={clerk.served.assign}
    />
  )
}

interface FilledProps extends Omit<FormSideProps, 'shown'> {
  readonly shown: ShownForm
}

const Filled = ({ clerk, shown, live }: FilledProps): ReactNode => {
  const { form, view } = clerk
  const say = useWords('clerk')
  const inside = useRef<HTMLDivElement>(null)
  const { glow, follows } = useStore(view)
  const other = useStore(form.state, (now) => now.other)
  const strokes = useStore(clerk.marks.state, (now) => now.form.strokes)
  const [draws, setDraws] = useState(false)
  const { screen } = shown
  const pointing = usePointing(clerk, screen.page, inside)

  const othersPage = other?.page ?? null
  useEffect(() => {
    if (follows && othersPage !== null) view.setState({ page: othersPage })
  }, [view, follows, othersPage])

  const closed =
    shown.form.phase === 'sealed'
      ? say('sealed')
      : !live
        ? say('callOver')
        : shown.form.control === 'applicantOnly'
          ? say('takenBack')
          : undefined
  return (
    <div ref={inside} className="flex flex-col gap-3" {...pointing}>
      <FormJourney
        definition={shown.definition}
        journey={shown.journey}
        page={screen.page}
        onOpen={(page) => view.setState({ page, follows: false, glow: null })}
      />
      {closed !== undefined && (
        <Notice tone={shown.form.phase === 'sealed' ? 'info' : 'warn'} title={closed} announce />
      )}
      {live && (
        <div
          className={classes(
            'flex flex-wrap items-center justify-between gap-x-4 gap-y-1',
            // While one draws the way back to filling in stays in sight.
            draws && 'sticky top-0 z-20 bg-paper py-1',
          )}
        >
          <Company clerk={clerk} shown={shown} />
          <Drawing marks={clerk.marks} draws={draws} onDraws={setDraws} />
        </div>
      )}
      <FormMarks strokes={strokes} onDraw={live && draws ? clerk.marks.drawInForm : undefined}>
        <FormPage
          {...screen}
          readOnly={screen.readOnly || !live}
          glowPath={glow}
          onPoint={(path) => view.setState({ glow: glow === path ? null : path })}
        />
      </FormMarks>
      {other !== null && <PointerDot pointer={other.pointer} name={say('applicant')} />}
    </div>
  )
}

/** Where the applicant is in the form, a way there, and the choice to follow. */
const Company = ({ clerk, shown }: Pick<FilledProps, 'clerk' | 'shown'>): ReactNode => {
  const { form, view } = clerk
  const say = useWords('clerk')
  const read = useBilingual()
  const follows = useStore(view, (now) => now.follows)
  const othersPage = useStore(form.state, (now) => now.other?.page)
  const theirs = shown.definition.pages.find(({ id }) => id === othersPage)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Checkbox
        label={say('follow')}
        value={follows}
        onChange={(on) => view.setState({ follows: on, ...(on && theirs ? { page: theirs.id } : {}) })}
      />
      {theirs !== undefined && theirs.id !== shown.screen.page && (
        <span className="flex items-center gap-2 text-note text-quiet">
          {say('followsAt', { page: read(theirs.title) })}
          <Button small onPress={() => view.setState({ page: theirs.id })}>
            {say('goThere')}
          </Button>
        </span>
      )}
    </div>
  )
}

interface DrawingProps extends Pick<ClerkStores, 'marks'> {
  readonly draws: boolean
  readonly onDraws: (draws: boolean) => void
}

/** POINT-5: the mouse draws in the form, or fills it in; Escape goes back to filling in. */
const Drawing = ({ marks, draws, onDraws }: DrawingProps): ReactNode => {
  const say = useWords('talk')
  const hasStrokes = useStore(marks.state, (now) => now.form.strokes.length > 0)
  useEffect(() => {
    if (!draws) return undefined
    const hear = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onDraws(false)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [draws, onDraws])
  return (
    <span className="flex items-center gap-2">
      {hasStrokes && (
        <Button small icon="remove" onPress={() => marks.clear('form')}>
          {say('formWipe')}
        </Button>
      )}
      <Button small icon="pen" pressed={draws} repeatable onPress={() => onDraws(!draws)}>
        {say(draws ? 'formDrawing' : 'formDraw')}
      </Button>
    </span>
  )
}
