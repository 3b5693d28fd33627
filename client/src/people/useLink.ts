import type { Surface } from '@farwindow/shared/people/session.ts'
import { useEffect, useState } from 'react'
import { createLink, type Link } from '../link.ts'

/** The one connection of a staff page, with whatever is built on it: opened with the page, closed with it. */
export const useOnLink = <T>(surface: Surface, build: (link: Link) => T): { readonly link: Link } & T => {
  const [made] = useState(() => {
    const link = createLink(surface)
    return { link, ...build(link) }
  })
  useEffect(() => {
    made.link.connect()
    return () => made.link.close()
  }, [made])
  return made
}
