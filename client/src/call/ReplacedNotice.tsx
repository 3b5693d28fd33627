import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import type { MediaStore } from './mediastore.ts'
import { trackOf } from './owndevice.ts'

/** A device went away and another took its place: which one is used now. */
export const ReplacedNotice = ({ media }: { readonly media: MediaStore }): ReactNode => {
  const say = useWords('devices')
  const { replaced, ...facts } = useStore(media.state)
  const track = replaced === null ? null : trackOf(facts[replaced])
  if (replaced === null || track === null) return null
  return <Notice tone="info" announce title={say(`${replaced}Replaced`, { name: track.label })} />
}
