import type { QueuePlace } from '@farwindow/shared/visit/protocol.ts'
import type { ReactNode } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { Live } from '../parts/Live.tsx'
import { Loading } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import { useEstimate } from './estimate.ts'

/** So many people are drawn; a longer queue is only told as a number. */
const drawn = 8

/** The queue as people in a line, oneself at its end. */
const People = ({ place }: { readonly place: number }): ReactNode => (
  <div aria-hidden="true" className="flex items-center justify-center gap-1 text-quiet">
    <Icon name="screen" className="size-[1.75em] text-action" />
    {place > drawn && <Icon name="more" />}
    {Array.from({ length: Math.min(place, drawn) }, (_, index, all = Math.min(place, drawn)) => (
      <Icon
        key={index}
        name="person"
        className={classes('size-[1.75em]', index === all - 1 && 'text-good')}
      />
    ))}
  </div>
)

/** Where one stands, in figures large enough to be read from a chair. */
export const QueuePlaceCard = ({ place }: { readonly place: QueuePlace | null }): ReactNode => {
  const say = useWords('visit')
  const common = useWords('common')
  const estimate = useEstimate()
  if (place === null) return <Loading words={common('loading')} slowWords={common('loadingSlow')} />
  const wait = estimate(place.estimateMs)
  return (
    <section className="flex flex-col items-center gap-3 rounded-card border border-line bg-paper p-5 text-center kiosk:gap-2 kiosk:p-4">
      <p className="flex items-baseline gap-[0.3em]">
        <span>{say('waitPlace')}</span>
        <span className="figures text-display font-bold text-action kiosk:text-[6rem] kiosk:leading-none">
          {place.place}
        </span>
        <span>{say('waitPlaceUnit')}</span>
      </p>
      <People place={place.place} />
      <p className="font-semibold">
        {place.place === 1 && `${say('waitNext')} · `}
        {wait}
      </p>
      <Live>{say('waitAnnounce', { place: place.place, estimate: wait })}</Live>
    </section>
  )
}
