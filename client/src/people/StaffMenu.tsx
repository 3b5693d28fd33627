import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../parts/IconButton.tsx'
import { look, setDark } from '../theme/look.ts'
import { useLanguageSwitch } from '../words/useLanguageSwitch.ts'
import { useWords } from '../words/words.ts'
import type { StaffSession } from './session.ts'

export interface StaffMenuProps {
  readonly me: Me
  readonly session: StaffSession
}

/** Who is signed in, and the page's own switches: language, dark, out. */
export const StaffMenu = ({ me, session }: StaffMenuProps): ReactNode => {
  const say = useWords('people')
  const common = useWords('common')
  const language = useLanguageSwitch()
  const dark = useStore(look, (now) => now.dark)
  return (
    <div className="ml-auto flex shrink-0 flex-wrap items-center gap-1">
      <span className="mr-2 whitespace-nowrap">
        {me.name}
        {me.number !== undefined && <span className="ml-2 text-quiet">{me.number}</span>}
      </span>
      <IconButton beside {...language} />
      <IconButton beside icon={dark ? 'light' : 'dark'} onPress={() => setDark(!dark)}>
        {dark ? common('darkOff') : common('darkOn')}
      </IconButton>
      <IconButton beside icon="end" onPress={() => void session.signOut()}>
        {say('signOut')}
      </IconButton>
    </div>
  )
}
