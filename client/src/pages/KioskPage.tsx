import { useEffect, useState, type ReactNode } from 'react'
import { KioskGate } from '../kiosk/KioskGate.tsx'
import { createKioskStore } from '../kiosk/store.ts'
import { createLink } from '../link.ts'
import { takeHash } from './applicant/hash.ts'
import type { VisitFacts } from '../visit/store.ts'
import { Screens } from './applicant/Screens.tsx'
import { createApplicant } from './applicant/stores.ts'

/** The applicant's side at a terminal: let in by the terminal's key, then one visit after the other. */
export const KioskPage = (): ReactNode => {
  const [{ kiosk, applicant }] = useState(() => {
    const link = createLink('kiosk')
    return { kiosk: createKioskStore(link), applicant: createApplicant(link, 'kiosk') }
  })
  useEffect(() => {
    void kiosk.start(takeHash())
    // The page is the terminal: what it holds ends with it.
    return undefined
  }, [kiosk])
  // For the shell around the page, which must not take a page away from somebody (KIOSK-20).
  useEffect(() => {
    const mark = ({ visit }: VisitFacts): void => {
      document.documentElement.dataset['visit'] = visit === null ? 'off' : 'on'
    }
    mark(applicant.visit.state.getState())
    return applicant.visit.state.subscribe(mark)
  }, [applicant])
  return (
    <KioskGate kiosk={kiosk}>
      <Screens applicant={applicant} />
    </KioskGate>
  )
}
