import type { ReactNode } from 'react'
import { Icon } from '../parts/icons.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import type { Lacking } from './lacking.ts'

export interface LackingListProps {
  readonly lacking: Lacking
  readonly onOpen: (tab: 'form' | 'papers' | 'identity') => void
}

/** What stands between here and handing in, each with the way there. */
export const LackingList = ({ lacking, onOpen }: LackingListProps): ReactNode => {
  const say = useWords('clerk')
  const read = useBilingual()
  const lines = [
    ...(lacking.identity ? [{ tab: 'identity' as const, words: say('lackIdentity') }] : []),
    ...lacking.pages.map((page) => ({ tab: 'form' as const, words: say('lackPage', { page: read(page) }) })),
    ...(lacking.unconfirmed > 0
      ? [{ tab: 'form' as const, words: say('lackConfirmed', { count: lacking.unconfirmed }) }]
      : []),
    ...lacking.papers.map((paper) => ({
      tab: 'papers' as const,
      words: say('lackPaper', { paper: read(paper) }),
    })),
    ...lacking.returned.map((paper) => ({
      tab: 'papers' as const,
      words: say('lackReturned', { paper: read(paper) }),
    })),
    ...(lacking.signature ? [{ tab: 'papers' as const, words: say('lackSignature') }] : []),
  ]
  if (lines.length === 0) return null
  return (
    <details className="rounded-part border border-line bg-ground px-3 py-1">
      <summary className="flex min-h-7 items-center gap-2 font-medium text-warn">
        <Icon name="warn" />
        {say('lacking', { count: lines.length })}
      </summary>
      <ul className="flex flex-col pb-1">
        {lines.map(({ tab, words }) => (
          <li key={words}>
            <button
              type="button"
              onClick={() => onOpen(tab)}
              className="min-h-7 text-left underline underline-offset-4"
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
