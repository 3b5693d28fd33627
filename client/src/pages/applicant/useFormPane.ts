import { useEffect } from 'react'
import { useStore } from 'zustand'
import { givenPapers } from '../../record/papers.ts'
import { showField } from '../../form/screen.ts'
import { useFormScreen, type ShownForm } from '../../form/useFormScreen.ts'
import type { Applicant } from './stores.ts'

export interface FormPane {
  readonly shown: ShownForm
  readonly isFirst: boolean
  readonly isLast: boolean
  openPage(page: string): void
  previous(): void
  /** Turns the page when it is done; else says what is missing on it. Returns false after the last page. */
  next(): boolean
}

/** The applicant's form with its page turning; the page is kept while one looks at something else. */
export const useFormPane = ({ form, marks, record, walk }: Applicant): FormPane | null => {
  const chosen = useStore(walk, (now) => now.page)
  const follows = useStore(walk, (now) => now.follows)
  const files = useStore(record.state, (now) => now.files)
  const other = useStore(form.state, (now) => now.other)
  const shown = useFormScreen(form, { side: 'applicant', page: chosen, papers: givenPapers(files) })

  const page = shown?.screen.page ?? null
  // The page one is on stays the page when it is done: nobody is carried on while reading it again.
  useEffect(() => {
    if (page !== null && chosen === null) walk.setState({ page })
  }, [walk, page, chosen])
  // Where the clerk points, one looks, unless one is typing; and where the clerk goes, when one follows.
  const glow = other?.glow ?? null
  const pageOf = (path: string | null): string | undefined =>
    shown?.definition.pages.find(({ fields }) =>
      fields.some((field) => path === field.path || path?.startsWith(`${field.path}/`) === true),
    )?.id
  const glowPage = pageOf(glow)
  useEffect(() => {
    if (glowPage !== undefined && form.state.getState().focused === null) walk.setState({ page: glowPage })
  }, [form, walk, glowPage])
  // The same for what the clerk draws, stroke by stroke (POINT-6).
  const stroke = useStore(marks.state, (now) => now.form.strokes.at(-1))
  const strokePage = pageOf(stroke?.on?.field ?? null)
  const strokeId = stroke?.id
  useEffect(() => {
    if (strokeId !== undefined && strokePage !== undefined && form.state.getState().focused === null)
      walk.setState({ page: strokePage })
  }, [form, walk, strokeId, strokePage])
  const othersPage = other?.page ?? null
  useEffect(() => {
    if (follows && othersPage !== null) walk.setState({ page: othersPage })
  }, [walk, follows, othersPage])

  if (shown === null) return null
  const { pages } = shown.definition
  const at = pages.findIndex(({ id }) => id === shown.screen.page)
  const progress = shown.journey.pages[at]
  const turn = (to: string | undefined): void => {
    if (to !== undefined) walk.setState({ page: to, follows: false })
  }
  return {
    shown,
    isFirst: at <= 0,
    isLast: at === pages.length - 1,
    openPage: turn,
    previous: () => turn(pages[at - 1]?.id),
    next: () => {
      if (progress?.done !== true) {
        form.tryPage(shown.screen.page)
        const first = progress?.problems[0]?.path ?? progress?.unconfirmed[0]
        if (first !== undefined) showField(first, true)
        return true
      }
      turn(pages[at + 1]?.id)
      return at < pages.length - 1
    },
  }
}
