import { useEffect, useRef, type ReactNode } from 'react'

/**
 * The heading of a screen. It takes the focus when it appears, so that a new screen is read aloud and Tab starts
 * at its top; give it the screen's name as `key`.
 */
export const PageHeading = ({ children }: { readonly children: string }): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className="text-title font-bold">
      {children}
    </h1>
  )
}
