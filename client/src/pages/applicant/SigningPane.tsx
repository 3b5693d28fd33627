import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { changedSince, givenPapers } from '../../record/papers.ts'
import { Signing } from '../../record/Signing.tsx'
import { useNames } from '../../region/useNames.ts'
import type { Applicant } from './stores.ts'
import type { FormPane } from './useFormPane.ts'

export interface SigningPaneProps {
  readonly applicant: Applicant
  readonly pane: FormPane
  readonly onGo: (pane: 'form' | 'papers') => void
}

/** Signing what stands in the form now; a later change asks for a new signature. */
export const SigningPane = ({ applicant, pane, onGo }: SigningPaneProps): ReactNode => {
  const { record, visit, names } = applicant
  const files = useStore(record.state, (now) => now.files)
  const item = useStore(visit.state, (now) => now.visit?.item)
  const to = useStore(visit.state, (now) => now.visit?.to)
  const called = useNames(names)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const { journey, form, definition } = pane.shown
  const signature = files.findLast(({ purpose }) => purpose === 'signature')
  return (
    <Signing
      item={item === undefined ? '' : called.item(item)}
      office={to === undefined ? '' : called.place(to)}
      pages={definition.pages.length}
      papers={givenPapers(files).length}
      before={journey.next !== null ? 'form' : journey.missingMaterials.length > 0 ? 'papers' : null}
      state={signature === undefined ? 'unsigned' : changedSince(form, signature.at) ? 'changed' : 'signed'}
      refused={refused}
      onRead={() => onGo('form')}
      onBefore={onGo}
      onSign={async (picture) => {
        const outcome = await record.put({ purpose: 'signature', name: 'signature.png', content: picture })
        setRefused(outcome.ok ? null : outcome.refusal)
      }}
    />
  )
}
