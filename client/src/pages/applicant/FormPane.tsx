import { locate } from '@farwindow/shared/form/field.ts'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useStore } from 'zustand'
import { FormJourney } from '../../form/FormJourney.tsx'
import { FormMarks } from '../../form/FormMarks.tsx'
import { FormPage } from '../../form/FormPage.tsx'
import { PointerDot } from '../../form/PointerDot.tsx'
import { scrollBoxTo, useShownPlace } from '../../form/useShownPlace.ts'
import { Button } from '../../parts/Button.tsx'
import { Live } from '../../parts/Live.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'
import type { FormPane as Pane } from './useFormPane.ts'

export interface FormPaneProps {
  readonly applicant: Applicant
  readonly pane: Pane
  /** The box that scrolls; without one the page itself does. */
  readonly box?: RefObject<HTMLElement | null>
}

/** The form of the applicant, with the clerk's pointer and the choice to follow the clerk's pages. */
export const FormPane = ({ applicant, pane, box }: FormPaneProps): ReactNode => {
  const { form, walk } = applicant
  const none = useRef<HTMLElement>(null)
  const scroller = box ?? none
  const say = useWords('call')
  const { shown } = pane
  const other = useStore(form.state, (now) => now.other)
  const strokes = useStore(applicant.marks.state, (now) => now.form.strokes)
  const follows = useStore(walk, (now) => now.follows)
  useShownPlace(form, shown.screen.page, scroller)

  const scroll = other?.scroll
  useEffect(() => {
    if (follows && scroll !== undefined && form.state.getState().focused === null)
      scrollBoxTo(scroller.current ?? document.documentElement, scroll)
  }, [form, follows, scroll, scroller])

  return (
    <div className="flex flex-col gap-5 kiosk:gap-3">
      <FormJourney
        definition={shown.definition}
        journey={shown.journey}
        page={shown.screen.page}
        onOpen={pane.openPage}
      />
      <Company applicant={applicant} pane={pane} />
      <FormMarks strokes={strokes} isTyping={() => form.state.getState().focused !== null}>
        <FormPage {...shown.screen} />
      </FormMarks>
      {other !== null && <PointerDot pointer={other.pointer} name={say('clerk')} />}
      <Drawn applicant={applicant} pane={pane} />
    </div>
  )
}

/** Says aloud where the clerk draws, for whoever does not see it. */
const Drawn = ({ applicant, pane }: FormPaneProps): ReactNode => {
  const say = useWords('form')
  const read = useBilingual()
  const on = useStore(applicant.marks.state, (now) => now.form.strokes.at(-1)?.on)
  const { definition, form: view } = pane.shown
  const drawnOn = on === undefined ? undefined : locate(definition, view.rows, on.field)?.field
  return <Live urgent>{drawnOn === undefined ? '' : say('clerkPoints', { field: read(drawnOn.label) })}</Live>
}

/** Where the clerk is in the form, when that is somewhere else, and a way there. */
const Company = ({ applicant, pane }: FormPaneProps): ReactNode => {
  const { form, walk } = applicant
  const say = useWords('call')
  const read = useBilingual()
  const other = useStore(form.state, (now) => now.other)
  const follows = useStore(walk, (now) => now.follows)
  const { definition, form: view, screen } = pane.shown
  const glowing = other?.glow == null ? undefined : locate(definition, view.rows, other.glow)?.field
  const theirs = definition.pages.find(({ id }) => id === other?.page)
  // Whoever is led sees all the time that they are, and the way out of it.
  if (follows)
    return (
      <div className="kiosk:sticky kiosk:-top-3 kiosk:z-10">
        <Notice
          tone="info"
          title={say('following')}
          action={<Button onPress={() => walk.setState({ follows: false })}>{say('followStop')}</Button>}
        />
      </div>
    )
  if (theirs === undefined || theirs.id === screen.page) return null
  return (
    <Notice
      tone="info"
      title={
        glowing === undefined
          ? say('clerkOnPage', { page: read(theirs.title) })
          : say('clerkShows', { field: read(glowing.label) })
      }
      action={
        <Button icon="eye" onPress={() => walk.setState({ follows: true })}>
          {say('follow')}
        </Button>
      }
    />
  )
}
