import type { ReactNode } from 'react'
import { IconButton } from '../parts/IconButton.tsx'
import { useLanguageSwitch } from '../words/useLanguageSwitch.ts'
import { useCareSwitch } from './useCareSwitch.ts'

/** Language and type size, on a page for everybody that is no screen of a visit. */
export const PublicSwitches = (): ReactNode => (
  <div className="flex gap-1">
    <IconButton {...useLanguageSwitch()} />
    <IconButton {...useCareSwitch()} />
  </div>
)
