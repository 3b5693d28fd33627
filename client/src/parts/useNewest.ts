import { useEffect, useRef, type RefObject } from 'react'

/** For the last of so many lines: brings it into sight whenever there is another. */
export const useNewest = (count: number): RefObject<HTMLLIElement | null> => {
  const newest = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (count > 0) newest.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  return newest
}
