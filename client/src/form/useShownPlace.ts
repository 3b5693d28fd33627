import { useEffect, type RefObject } from 'react'
import type { FormStore } from './store.ts'

/** How far a box is scrolled, 0 to 1; a box that shows everything is at 0. */
export const scrollOf = ({ scrollTop, scrollHeight, clientHeight }: Element): number => {
  const way = scrollHeight - clientHeight
  return way <= 0 ? 0 : Math.min(1, Math.max(0, scrollTop / way))
}

/** Boxes that scroll because the other side did, each with what ends that. */
const led = new WeakMap<Element, () => void>()
/** Longer than a smooth scroll takes, for browsers that do not tell its end (Safari before 26). */
const ledMs = 700
/** A box never stops exactly between two points of the screen. */
const nearPx = 2
/** By these one scrolls oneself. */
const ownSigns = ['wheel', 'touchmove', 'keydown', 'pointerdown']

/** Whether this box follows at this moment: what it does then is not told, or two who follow each other never rest. */
export const isLed = (box: Element): boolean => led.has(box)

/** Scrolls a box to where the other side is. Whoever scrolls oneself meanwhile leads again at once. */
export const scrollBoxTo = (box: Element, scroll: number): void => {
  led.get(box)?.()
  const top = scroll * (box.scrollHeight - box.clientHeight)
  const isThere = (): boolean => Math.abs(box.scrollTop - top) < nearPx
  if (isThere()) return
  const over = new AbortController()
  const { signal } = over
  const free = (): void => {
    over.abort()
    clearTimeout(timer)
    led.delete(box)
  }
  const timer = setTimeout(free, ledMs)
  led.set(box, free)
  const source: EventTarget = box === document.documentElement ? document : box
  // The end of the way before this one may be told only now.
  source.addEventListener('scrollend', () => isThere() && free(), { signal })
  for (const sign of ownSigns) source.addEventListener(sign, free, { signal, passive: true })
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  box.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' })
}

/** Shows the other side which page of the form one is on and how far it is scrolled. */
export const useShownPlace = (
  form: FormStore,
  page: string | null,
  box: RefObject<HTMLElement | null>,
): void => {
  useEffect(() => {
    const scroller = box.current ?? document.documentElement
    const source: EventTarget = box.current ?? document
    const tell = (): void => form.point({ page, scroll: scrollOf(scroller), glow: null, pointer: null })
    const scrolled = (): void => {
      if (!isLed(scroller)) tell()
    }
    tell()
    source.addEventListener('scroll', scrolled, { passive: true })
    return () => source.removeEventListener('scroll', scrolled)
  }, [form, page, box])
}
