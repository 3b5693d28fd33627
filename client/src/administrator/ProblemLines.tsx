import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords, type Say } from '../words/words.ts'
import type { MaterialDraft } from './itemdraft.ts'
import type { PlacedProblem, Section } from './itemproblems.ts'

export interface ProblemLinesProps {
  readonly problems: readonly PlacedProblem[]
  readonly materials: readonly MaterialDraft[]
  /** Goes to the section, and in the form to the line. */
  readonly onShow: (section: Section, line: number | null) => void
}

/** More at once are read by nobody. */
const most = 8

const keyNames = {
  code: 'code',
  name: 'name',
  theme: 'theme',
  about: 'about',
  whoMayApply: 'whoMayApply',
  steps: 'steps',
  timeLimitWorkingDays: 'timeLimit',
  feeYuan: 'fee',
  feeNote: 'feeNote',
  delivery: 'delivery',
  basis: 'basis',
} as const

const isNamed = (key: unknown): key is keyof typeof keyNames => typeof key === 'string' && key in keyNames

const whereOf = (
  { section, at, line }: PlacedProblem,
  materials: readonly MaterialDraft[],
  say: Say<'administrator'>,
): string => {
  if (section === 'form') {
    const path = at.join(' › ')
    return line === null ? path : [say('line', { line }), path].join(' ').trim()
  }
  const [first, second] = at
  if (section === 'materials') {
    const number = typeof first === 'number' ? first + 1 : null
    const name = typeof first === 'number' ? (materials[first]?.name.zh ?? '') : ''
    return number === null ? say('materials') : say('materialNumber', { number, name })
  }
  const name = isNamed(first) ? say(keyNames[first]) : at.join(' › ')
  return typeof second === 'number' ? `${name} ${second + 1}` : name
}

/** Everything to mend before publishing, each with its place (CATALOGUE-6). */
export const ProblemLines = ({ problems, materials, onShow }: ProblemLinesProps): ReactNode => {
  const say = useWords('administrator')
  const read = useBilingual()
  if (problems.length === 0) return null
  return (
    <Notice tone="warn" title={say('toMendTitle', { count: problems.length })}>
      <ul className="mt-1 flex flex-col gap-1">
        {problems.slice(0, most).map((one) => {
          const where = whereOf(one, materials, say)
          const key = `${one.section} ${one.at.join('/')} ${one.message.zh}`
          return (
            <li key={key} className="flex flex-wrap items-baseline gap-x-2">
              <Button small kind="quiet" onPress={() => onShow(one.section, one.line)}>
                {where}
              </Button>
              <span>{read(one.message)}</span>
            </li>
          )
        })}
      </ul>
      {problems.length > most && (
        <p className="text-quiet">{say('moreToMend', { count: problems.length - most })}</p>
      )}
    </Notice>
  )
}
