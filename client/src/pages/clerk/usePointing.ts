import { useEffect, type MouseEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import { isLed, scrollBoxTo, scrollOf } from '../../form/useShownPlace.ts'
import { pathAround } from '../../form/anchor.ts'
import type { ClerkStores } from './stores.ts'

type Pointer = { readonly path: string; readonly x: number; readonly y: number } | null

const share = (at: number, from: number, size: number): number =>
  Math.min(1, Math.max(0, size === 0 ? 0 : (at - from) / size))

/** What is under the mouse; while one draws, what lies under the paper one draws on. */
const under = ({ target, clientX, clientY }: MouseEvent): Element | undefined => {
  if (!(target instanceof Element)) return undefined
  if (target.closest('[data-drawing]') === null) return target
  return document.elementsFromPoint(clientX, clientY).find((each) => each.closest('[data-field]') !== null)
}

/** The field under the mouse and where in it, as shares of its box: it stands elsewhere on the other screen. */
const pointerAt = (event: MouseEvent): Pointer => {
  const element = under(event)
  const path = pathAround(element)
  const box = element?.closest('[data-field]')?.getBoundingClientRect()
  if (path === null || box === undefined) return null
  return {
    path,
    x: share(event.clientX, box.left, box.width),
    y: share(event.clientY, box.top, box.height),
  }
}

/** The column that scrolls around the form. */
const scrollerOf = (inside: RefObject<HTMLElement | null>): HTMLElement | null =>
  inside.current?.closest('section[tabindex]') ?? null

/**
 * Shows the applicant where the clerk is in the form (page, scroll, pointer, the field to look at), and follows
 * the applicant's scrolling when the clerk wants to. Returns what hears the mouse.
 */
export const usePointing = (
  { form, view }: Pick<ClerkStores, 'form' | 'view'>,
  page: string | null,
  inside: RefObject<HTMLElement | null>,
): { readonly onMouseMove: (event: MouseEvent) => void; readonly onMouseLeave: () => void } => {
  const glow = useStore(view, (now) => now.glow)
  const follows = useStore(view, (now) => now.follows)
  const otherScroll = useStore(form.state, (now) => now.other?.scroll)

  const tell = (pointer: Pointer): void => {
    const scroller = scrollerOf(inside)
    form.point({ page, scroll: scroller === null ? 0 : scrollOf(scroller), glow, pointer })
  }
  useEffect(() => {
    const scroller = scrollerOf(inside)
    const moved = (): void =>
      form.point({ page, scroll: scroller === null ? 0 : scrollOf(scroller), glow, pointer: null })
    const scrolled = (): void => {
      if (scroller !== null && !isLed(scroller)) moved()
    }
    moved()
    scroller?.addEventListener('scroll', scrolled, { passive: true })
    return () => scroller?.removeEventListener('scroll', scrolled)
  }, [form, page, glow, inside])
  useEffect(() => {
    const scroller = scrollerOf(inside)
    if (follows && otherScroll !== undefined && scroller !== null) scrollBoxTo(scroller, otherScroll)
  }, [follows, otherScroll, inside])

  return { onMouseMove: (event) => tell(pointerAt(event)), onMouseLeave: () => tell(null) }
}
