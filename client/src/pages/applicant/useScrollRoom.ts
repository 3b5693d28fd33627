import { useEffect, type RefObject } from 'react'

/** Between what stays in place and what gets the focus (px). */
const airPx = 8

/**
 * On a phone the call's pictures stay at the top and the tools at the foot, as high as they happen to be: what gets the
 * focus comes to rest between them (WCAG 2.4.11).
 */
export const useScrollRoom = (stage: RefObject<HTMLElement | null>, stays: boolean): void => {
  useEffect(() => {
    const foot = document.querySelector('footer')
    const top = stage.current
    if (!stays || top === null || foot === null) return undefined
    const { style } = document.documentElement
    const heightOf = (element: HTMLElement): string =>
      getComputedStyle(element).position === 'sticky' ? `${element.offsetHeight + airPx}px` : '0px'
    const fit = (): void => {
      style.scrollPaddingTop = heightOf(top)
      style.scrollPaddingBottom = heightOf(foot)
    }
    const watch = new ResizeObserver(fit)
    watch.observe(top)
    watch.observe(foot)
    return () => {
      watch.disconnect()
      style.removeProperty('scroll-padding-top')
      style.removeProperty('scroll-padding-bottom')
    }
  }, [stage, stays])
}
