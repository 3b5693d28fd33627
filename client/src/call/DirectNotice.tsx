import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import type { MediaStore } from './mediastore.ts'

/** Whether what is seen goes from browser to browser at the moment. */
export const useIsDirect = (media: MediaStore): boolean =>
  useStore(media.state, ({ view }) => view?.phase === 'live' && view.route === 'direct')

export interface DirectNoticeProps {
  readonly media: MediaStore
  /** What it means for this person. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** As long as a call goes from browser to browser: that nothing of it is recorded (DIRECT-5). */
export const DirectNotice = ({ media, children, action }: DirectNoticeProps): ReactNode => {
  const say = useWords('direct')
  if (!useIsDirect(media)) return null
  return (
    <Notice tone="info" announce title={say('notRecorded')} action={action}>
      {children}
    </Notice>
  )
}
