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

type PageState = 'pageDone' | 'pageNow' | 'pageOpen'

/** The pages of a form with what is done. Pages whose turn has not come are shut (FORM-18). */
export const FormJourney = ({ definition, journey, page, onOpen }: FormJourneyProps): ReactNode => {
  const say = useWords('form')
  const read = useBilingual()
  return (
    <nav aria-label={say('pages')}>
      <ol className="flex flex-wrap gap-2">
        {definition.pages.map((one, index) => {
          const progress = journey.pages.find((each) => each.id === one.id)
          const done = progress?.done === true
          const closed = progress?.open === false && one.id !== page
          const state: PageState = one.id === page ? 'pageNow' : done ? 'pageDone' : 'pageOpen'
          return (
            <li key={one.id}>
              <button
                type="button"
                aria-current={state === 'pageNow' ? 'step' : undefined}
                aria-disabled={closed || undefined}
                onClick={() => closed || onOpen(one.id)}
                className={classes(
                  'flex min-h-target items-center gap-[0.5em] rounded-full border-2 px-[0.9em] text-left text-note font-medium transition-colors desk:border',
                  state === 'pageNow'
                    ? 'border-action bg-action text-on-action'
                    : 'border-edge bg-paper hover:bg-action-soft',
                )}
              >
                {done ? (
                  <Icon name="check" className={state === 'pageNow' ? '' : 'text-good'} />
                ) : (
                  <span className="figures font-semibold">{index + 1}</span>
                )}
                {read(one.title)}
                <span className="sr-only">{`（${closed ? say('pageClosed') : done ? say('pageDone') : say(state)}）`}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
