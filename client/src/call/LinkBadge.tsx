import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Badge } from '../parts/Badge.tsx'
import { useWords } from '../words/words.ts'
import type { MediaStore } from './mediastore.ts'

/** How the call's network does, and whose part of it falls short; small, in a corner of the picture. */
export const LinkBadge = ({ media }: { readonly media: MediaStore }): ReactNode => {
  const say = useWords('network')
  const { view } = useStore(media.state)
  if (view?.phase !== 'live') return null
  const { grade, cause } = view.quality
  const words = cause === null ? say('link_good') : say(`link_${cause}_${grade === 'bad' ? 'bad' : 'weak'}`)
  return (
    // As far as one's own corner reaches, also where the picture is narrow.
    <p
      role="status"
      className="absolute top-3 left-3 max-w-[calc(74%-var(--spacing)*7)] *:whitespace-normal phone:max-w-[calc(70%-var(--spacing)*7)]"
    >
      <Badge tone={grade === 'good' ? 'plain' : 'warn'} icon={grade === 'good' ? 'network' : 'warn'}>
        {words}
      </Badge>
    </p>
  )
}
