import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Badge } from '../parts/Badge.tsx'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'
import type { MediaStore } from './mediastore.ts'

export interface LinkBadgeProps {
  readonly media: MediaStore
}

/** How the call's network does, in words; null while there is none. */
const useLinkWords = (media: MediaStore): { readonly words: string; readonly isGood: boolean } | null => {
  const say = useWords('network')
  const { view } = useStore(media.state)
  if (view?.phase !== 'live') return null
  const { grade, cause } = view.quality
  return {
    words: cause === null ? say('link_good') : say(`link_${cause}_${grade === 'bad' ? 'bad' : 'weak'}`),
    isGood: grade === 'good',
  }
}

/** How the call's network does, and whose part of it falls short; small, in a corner of the picture. */
export const LinkBadge = ({ media }: LinkBadgeProps): ReactNode => {
  const link = useLinkWords(media)
  if (link === null) return null
  return (
    // As far as one's own corner reaches.
    <p
      role="status"
      className="absolute top-3 left-3 max-w-[calc(74%-var(--spacing)*7)] *:whitespace-normal phone:max-w-[calc(70%-var(--spacing)*7)]"
    >
      <Badge tone={link.isGood ? 'plain' : 'warn'} icon={link.isGood ? 'network' : 'warn'}>
        {link.words}
      </Badge>
    </p>
  )
}

/** The same as a line of a narrow picture's caption, where a badge would cover the face: seen when something falls short. */
export const LinkLine = ({ media }: LinkBadgeProps): ReactNode => {
  const link = useLinkWords(media)
  if (link === null) return null
  return (
    <p role="status" className={link.isGood ? 'sr-only' : 'flex flex-wrap items-center gap-x-[0.3em]'}>
      <Icon name={link.isGood ? 'network' : 'warn'} className="size-[1.1em]" />
      {link.words}
    </p>
  )
}
