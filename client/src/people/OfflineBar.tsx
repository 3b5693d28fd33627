import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Link } from '../link.ts'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'

/** Across the top while the line is broken; nothing while it is well. */
export const OfflineBar = ({ link }: { readonly link: Link }): ReactNode => {
  const say = useWords('common')
  const offline = useStore(link.state, (state) => state.phase === 'offline')
  return (
    <div role="status">
      {offline && (
        <p className="flex items-center justify-center gap-2 border-b border-warn/30 bg-warn-soft px-4 py-1.5 font-medium text-warn">
          <Icon name="network" />
          {say('offline')}
        </p>
      )}
    </div>
  )
}
