import type { ReactNode } from 'react'
import { EmptyState } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import { PublicShell } from './PublicShell.tsx'

/** The applicant's side: kiosk. */
export const KioskPage = (): ReactNode => {
  const say = useWords('common')
  const door = useWords('door')
  return (
    <PublicShell
      screen="start"
      title={door('kiosk')}
      lead={say('tagline')}
      onHelp={() => undefined}
      onEnd={() => undefined}
    >
      <EmptyState title={say('empty')} />
    </PublicShell>
  )
}
