import type { Side } from '@farwindow/shared/call/machine.ts'
import { sides } from '@farwindow/shared/call/machine.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { classes } from '../parts/classes.ts'
import { useWords } from '../words/words.ts'
import type { CaptionLine, CaptionStore } from './captionstore.ts'

export interface CaptionBandProps {
  readonly captions: CaptionStore
  /** Who speaks, in words. */
  readonly names: Readonly<Record<Side, string>>
  /**
   * `over` the lower edge of a picture, where there is picture enough; `below` it, where it would cover a face: there it
   * keeps its room while nobody speaks, so that nothing jumps.
   */
  readonly place: 'over' | 'below'
}

/** What is said, in large letters, for whoever wants it; and for the other one that it is written down. */
export const CaptionBand = ({ captions, names, place }: CaptionBandProps): ReactNode => {
  const say = useWords('talk')
  const { state, wanted, said, hearing } = useStore(captions.state)
  if (state === 'none' || state === 'off') return null
  const now = sides.flatMap((by): CaptionLine[] => {
    const heard = hearing[by]
    return heard === undefined ? [] : [{ by, text: heard.text }]
  })
  const lines = [...said, ...now].slice(-2)
  const below = place === 'below'
  return (
    <div className={classes('flex flex-col items-start', below && 'bg-stage text-on-stage')}>
      {/* On a phone the bars above the pictures say it too, all the time: here the room is for what one fills in. */}
      <p
        role="status"
        className={classes('bg-stage/80 px-3 py-0.5 text-note', below && state === 'on' && 'phone:sr-only')}
      >
        {say(state === 'paused' ? 'captionsPaused' : 'captionsKept')}
      </p>
      {wanted && (below || lines.length > 0) && (
        <div
          data-captions=""
          className={classes(
            'box-content flex flex-col justify-end self-stretch bg-stage/90 px-4 py-2 text-[1.25em] leading-snug font-medium kiosk:px-3 kiosk:py-1 desk:text-[1.15rem]',
            below ? 'h-[3lh] phone:h-[2lh] phone:py-1' : 'max-h-[3lh]',
          )}
        >
          {below && lines.length === 0 && state === 'on' && (
            <p aria-hidden="true" className="my-auto hidden text-note phone:block">
              {say('captionsKept')}
            </p>
          )}
          {lines.map((line, index) => (
            // A line is its place, the upper or the lower: what stands in it changes with every word, and has no name.
            // oxlint-disable-next-line react/no-array-index-key
            <Said key={index} line={line} name={names[line.by]} latest={index === lines.length - 1} />
          ))}
        </div>
      )}
    </div>
  )
}

/** Of a long sentence its end, which was said last: two lines of the latest, and as many as are left of the one before. */
const Said = ({
  line,
  name,
  latest,
}: {
  readonly line: CaptionLine
  readonly name: string
  readonly latest: boolean
}): ReactNode => (
  <p
    className={classes(
      'flex max-h-[2lh] gap-[0.5em]',
      latest ? 'shrink-0' : 'min-h-0 text-balance phone:hidden',
    )}
  >
    <span className="shrink-0 opacity-80">
      <span className="text-[0.7em]">{name}</span>
    </span>
    <span className="flex min-w-0 flex-col justify-end overflow-hidden">
      <span>{line.text}</span>
    </span>
  </p>
)
