import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { RingDialog } from '../../clerk/RingDialog.tsx'
import type { Called } from '../../region/names.ts'
import type { ClerkStores } from './stores.ts'

export interface RingProps {
  readonly clerk: ClerkStores
  readonly called: Called
  readonly clockSkewMs: number
}

/** The question that comes with a ringing call; gone when it is answered, or rings elsewhere. */
export const Ring = ({ clerk, called, clockSkewMs }: RingProps): ReactNode => {
  const { call, caller } = useStore(clerk.call.state)
  const [refused, setRefused] = useState<{ readonly of: string; readonly why: Refusal } | null>(null)
  if (call?.phase !== 'ringing' || caller === null) return null
  const { id } = call
  return (
    <RingDialog
      key={id}
      call={call}
      caller={caller}
      called={called}
      clockSkewMs={clockSkewMs}
      refused={refused?.of === id ? refused.why : null}
      onAnswer={async () => {
        const outcome = await clerk.call.answer()
        if (!outcome.ok) setRefused({ of: id, why: outcome.refusal })
      }}
      onDecline={() => clerk.call.decline()}
    />
  )
}
