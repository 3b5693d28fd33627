import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Journey } from '@farwindow/shared/form/journey.ts'
import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'

export interface FormJourneyProps {
  readonly definition: FormDefinition
  readonly journey: Journey
  /** Id of the page shown. */
  readonly page: string
  readonly onOpen: (page: string) => void
}

type PageState = 'pageNow' | 'pageDone' | 'pageOpen' | 'pageClosed'

const stateOf = (journey: Journey, id: string, shown: string): PageState => {
  const progress = journey.pages.find((one) => one.id === id)
  if (id === shown) return 'pageNow'
  if (progress?.done === true) return 'pageDone'
  return progress?.open === false ? 'pageClosed' : 'pageOpen'
}

const looks: Record<PageState, string> = {
  pageNow: 'border-action bg-action text-on-action',
  pageDone: 'border-edge bg-paper hover:bg-action-soft',
  pageOpen: 'border-edge bg-paper hover:bg-action-soft',
  pageClosed: 'border-line bg-sunken text-quiet',
}

/** The pages of a form with what is done. Pages whose turn has not come are shut (FORM-18). */
export const FormJourney = ({ definition, journey, page, onOpen }: FormJourneyProps): ReactNode => {
  const say = useWords('form')
  const read = useBilingual()
  return (
    <nav aria-label={say('pages')}>
      <ol className="flex flex-wrap gap-2">
        {definition.pages.map((one, index) => {
          const state = stateOf(journey, one.id, page)
          const shut = state === 'pageClosed'
          return (
            <li key={one.id}>
              <button
                type="button"
                aria-current={state === 'pageNow' ? 'step' : undefined}
                aria-disabled={shut || undefined}
                onClick={() => shut || onOpen(one.id)}
                className={classes(
                  'flex min-h-target items-center gap-[0.5em] rounded-full border-2 px-[0.9em] text-left text-note font-medium transition-colors desk:border',
                  looks[state],
                )}
              >
                {state === 'pageDone' ? (
                  <Icon name="check" className="text-good" />
                ) : (
                  <span className="figures font-semibold">{index + 1}</span>
                )}
                {read(one.title)}
                <span className="sr-only">{`（${say(state)}）`}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
