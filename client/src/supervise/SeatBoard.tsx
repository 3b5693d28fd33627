import type { SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { elapsedText } from '../parts/Elapsed.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'
import { firstToSee, needsLook, seatPhases, seatsBy } from './figures.ts'

const icons: Readonly<Record<SeatView['phase'], IconName>> = {
  ready: 'check',
  offered: 'phone',
  serving: 'video',
  wrapUp: 'edit',
  break: 'break',
  off: 'minus',
}
const inks: Readonly<Record<SeatView['phase'], string>> = {
  ready: 'text-good',
  offered: 'text-warn',
  serving: 'text-action',
  wrapUp: 'text-warn',
  break: 'text-quiet',
  off: 'text-quiet',
}

/** So many names fit below each other on a wall of 1080 lines; nobody scrolls there. */
const room = 5

export interface SeatBoardProps {
  readonly seats: readonly SeatView[]
  /** By the server's clock. */
  readonly now: number
  readonly onJoin?: (clerkId: string) => Promise<unknown>
}

/** The clerks by what they do now, each with how long; who may need help is marked. */
export const SeatBoard = ({ seats, now, onJoin }: SeatBoardProps): ReactNode => {
  const say = useWords('supervise')
  const queue = useWords('queue')
  const by = seatsBy(seats)
  return (
    <section
      aria-label={say('seats')}
      className="grid min-h-0 grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6"
    >
      {seatPhases.map((phase) => {
        const here = by.get(phase) ?? []
        const shown = firstToSee(here, now, room)
        return (
          <section
            key={phase}
            className="flex min-h-0 flex-col rounded-card border border-line bg-paper px-3 py-2"
          >
            <h2 className="flex items-center gap-1 text-lead font-semibold whitespace-nowrap">
              <Icon name={icons[phase]} className={inks[phase]} />
              {/* English words are longer. */}
              <span className="min-w-0 grow truncate [:lang(en)_&]:text-body">{queue(`phase_${phase}`)}</span>
              <span className={classes('figures text-title font-bold', inks[phase])}>{here.length}</span>
            </h2>
            <ul className="mt-1 flex min-h-0 flex-col gap-1 overflow-hidden">
              {shown.map((seat) => (
                <Seat
                  key={seat.personId}
                  seat={seat}
                  now={now}
                  {...(onJoin === undefined ? {} : { onJoin })}
                />
              ))}
            </ul>
            {here.length > shown.length && (
              <p className="text-body text-quiet">{say('further', { count: here.length - shown.length })}</p>
            )}
          </section>
        )
      })}
    </section>
  )
}

const Seat = ({
  seat,
  now,
  onJoin,
}: Pick<SeatBoardProps, 'now' | 'onJoin'> & { readonly seat: SeatView }): ReactNode => {
  const say = useWords('supervise')
  const queue = useWords('queue')
  const guest = useWords('guest')
  const marked = needsLook(seat, now)
  return (
    <li
      className={classes(
        'rounded-part border-l-8 px-2 py-0.5',
        marked ? 'border-bad bg-bad-soft' : 'border-line',
      )}
    >
      <p className="flex items-baseline justify-between gap-2">
        <span className="min-w-0 truncate text-lead font-medium">{seat.name}</span>
        <span className="figures text-body">{seat.phase === 'off' ? '' : elapsedText(now - seat.since)}</span>
      </p>
      <p className={classes('truncate text-body', marked ? 'font-semibold text-bad' : 'text-quiet')}>
        {marked && <span>{say('look')} · </span>}
        {seat.phase === 'break' && seat.reason !== undefined ? queue(`break_${seat.reason}`) : seat.number}
      </p>
      {seat.phase === 'serving' && onJoin !== undefined && (
        <Button
          small
          icon="people"
          label={guest('askLabel', { name: seat.name })}
          onPress={() => onJoin(seat.personId)}
        >
          {guest('ask')}
        </Button>
      )}
    </li>
  )
}
