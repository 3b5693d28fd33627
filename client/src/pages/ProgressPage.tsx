import type { ReactNode } from 'react'
import { PageFrame } from '../parts/PageFrame.tsx'
import { EmptyState } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'

export const ProgressPage = (): ReactNode => {
  const say = useWords('common')
  const door = useWords('door')
  return (
    <PageFrame brand={say('product')} title={door('progress')} lead={door('progressText')}>
      <EmptyState title={say('empty')} />
    </PageFrame>
  )
}
