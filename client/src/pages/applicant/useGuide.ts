import type { Guide } from '@farwindow/shared/catalogue/item.ts'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Applicant } from './stores.ts'

/** The guide of the visit's item; looked up anew after a reload, or when the clerk has named the item. */
export const useGuide = ({ catalogue, visit }: Applicant): Guide | null => {
  const item = useStore(visit.state, (now) => now.visit?.item)
  const to = useStore(visit.state, (now) => now.visit?.to)
  const known = useStore(catalogue.state, (now) => now.guide)
  const isKnown = known !== null && known.code === item
  useEffect(() => {
    if (!isKnown && item !== undefined && to !== undefined) void catalogue.look(item, to)
  }, [catalogue, isKnown, item, to])
  return isKnown ? known.guide : null
}
