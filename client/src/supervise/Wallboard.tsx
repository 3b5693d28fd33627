import type { Board } from '@farwindow/shared/supervise/protocol.ts'
import type { ReactNode } from 'react'
import { elapsedText } from '../parts/Elapsed.tsx'
import { Live } from '../parts/Live.tsx'
import { useWords } from '../words/words.ts'
import { abandonedLevel, inTimeLevel, percent, waitLevel } from './figures.ts'
import { SeatBoard } from './SeatBoard.tsx'
import { Tile } from './Tile.tsx'
import { useNow } from './useNow.ts'

export interface WallboardProps {
  readonly board: Board
  /** Server clock minus this device's, ms. */
  readonly clockSkewMs: number
  /** Asks the clerk of a running call to be let in. */
  readonly onJoin?: (clerkId: string) => Promise<unknown>
}

/** The office at a glance: who waits, how long, what became of today's callers, what each clerk does. */
export const Wallboard = ({ board, clockSkewMs, onJoin }: WallboardProps): ReactNode => {
  const say = useWords('supervise')
  const now = useNow() + clockSkewMs
  const longestMs = board.longestSince === null ? null : now - board.longestSince
  const inTime = percent(board.answeredInTime, board.answered)
  const level = waitLevel(longestMs)
  return (
    <div className="grid min-h-0 grow grid-cols-1 gap-3 xl:grid-rows-[auto_auto_minmax(0,1fr)]">
      <dl className="grid grid-cols-1 gap-3 md:grid-cols-3">
        <Tile name={say('waiting')} size="large" level={level} levelWord={say(`wait_${level}`)}>
          {board.waiting}
        </Tile>
        <Tile name={say('longest')} size="large" level={level} levelWord={say(`wait_${level}`)}>
          {longestMs === null ? '—' : elapsedText(longestMs)}
        </Tile>
        <Tile
          name={say('inTime')}
          size="large"
          level={inTimeLevel(board)}
          levelWord={say('belowGoal')}
          aside={say('ofAnswered', { part: board.answeredInTime, whole: board.answered })}
        >
          {inTime === null ? '—' : `${inTime}%`}
        </Tile>
      </dl>
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <Tile name={say('inCall')}>{board.inCall}</Tile>
        <Tile name={say('arrived')}>{board.arrived}</Tile>
        <Tile name={say('answered')}>{board.answered}</Tile>
        <Tile name={say('abandoned')} level={abandonedLevel(board)} levelWord={say('aboveGoal')}>
          {board.abandoned}
        </Tile>
        <Tile name={say('meanWait')}>{board.meanWaitMs === null ? '—' : elapsedText(board.meanWaitMs)}</Tile>
        <Tile name={say('submitted')}>{board.submitted}</Tile>
      </dl>
      <SeatBoard seats={board.seats} now={now} {...(onJoin === undefined ? {} : { onJoin })} />
      <Live>{say('spoken', { count: board.waiting })}</Live>
    </div>
  )
}
