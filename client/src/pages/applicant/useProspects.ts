import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Prospects } from '../../catalogue/store.ts'
import type { Applicant } from './stores.ts'

/** The queue moves while one reads. */
const everyMs = 15_000

/** What calling now would mean, kept fresh while a screen shows it; after a reload looked up anew. */
export const useProspects = ({ catalogue, visit }: Applicant): Prospects | null => {
  const prospects = useStore(catalogue.state, (now) => now.prospects)
  const item = useStore(visit.state, (now) => now.visit?.item ?? null)
  const to = useStore(visit.state, (now) => now.visit?.to)
  useEffect(() => {
    if (to === undefined) return undefined
    if (catalogue.state.getState().prospects === null) void catalogue.look(item, to)
    const again = setInterval(catalogue.lookAgain, everyMs)
    return () => clearInterval(again)
  }, [catalogue, item, to])
  return prospects
}
