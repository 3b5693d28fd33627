import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Link } from '../../link.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { useWords, type Say } from '../../words/words.ts'
import { CheckLine } from '../CheckLine.tsx'
import type { NetworkCheck } from './check.ts'
import {
  heardLoss,
  toneOf,
  verdictOf,
  wantedKbit,
  ways,
  type Findings,
  type Verdict,
  type WayState,
} from './findings.ts'

export interface NetworkLineProps {
  readonly link: Link
  readonly network: NetworkCheck
}

/** One sentence on what the network will do to the call, what to do about it, and each leg in small print. */
export const NetworkLine = ({ link, network }: NetworkLineProps): ReactNode => {
  const check = useWords('check')
  const common = useWords('common')
  const say = useWords('network')
  const findings = useStore(network.state)
  const verdict = useStore(link.state, ({ phase }) => verdictOf(phase, findings))
  const remedy = remedyFor(say, verdict)
  return (
    <CheckLine icon="network" name={check('network')} state={toneOf(verdict)} words={say(verdict)}>
      {remedy !== undefined && <p>{remedy}</p>}
      {remedy !== undefined && verdict !== 'late' && (
        <div>
          <Button icon="refresh" onPress={network.again}>
            {common('retry')}
          </Button>
        </div>
      )}
      <Legs findings={findings} offline={verdict === 'offline'} />
      <StaffHint verdict={verdict} turn={findings.ways.turn} />
    </CheckLine>
  )
}

const remedyFor = (say: Say<'network'>, verdict: Verdict): string | undefined => {
  switch (verdict) {
    case 'offline':
    case 'hostAway':
    case 'blocked':
    case 'voiceOnly':
    case 'lossy':
    case 'late':
      return say(`do_${verdict}`)
    default:
      return undefined
  }
}

interface StaffHintProps {
  readonly verdict: Verdict
  readonly turn: WayState
}

/** Where to look. Where nothing gets through, a TURN server that is set up and does not help is the first suspect. */
const StaffHint = ({ verdict, turn }: StaffHintProps): ReactNode => {
  const say = useWords('network')
  const words = (): string | null => {
    switch (verdict) {
      case 'blocked':
        return say(
          turn === 'closed' ? 'staff_turnAway' : turn === 'refused' ? 'staff_turnRefused' : 'staff_blocked',
        )
      case 'offline':
      case 'hostAway':
      case 'noUdp':
      case 'turnOnly':
        return say(`staff_${verdict}`)
      default:
        return null
    }
  }
  const said = words()
  return said === null ? null : <p className="text-note text-quiet">{said}</p>
}

interface Row {
  readonly leg: 'service' | 'udp' | 'tcp' | 'turn' | 'up' | 'down' | 'loss'
  readonly value: string
  readonly state: 'good' | 'bad' | 'open'
}

const Legs = ({
  findings,
  offline,
}: {
  readonly findings: Findings
  readonly offline: boolean
}): ReactNode => {
  const say = useWords('network')
  return (
    <dl aria-label={say('staff')} className="flex flex-wrap gap-x-5 gap-y-1 text-note text-quiet">
      {rowsOf(say, findings, offline).map(({ leg, value, state }) => (
        <div key={leg} className="flex items-center gap-[0.4em]">
          <Icon name={icons[state]} className={inks[state]} />
          <dt>{say(`leg_${leg}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const icons: Record<Row['state'], IconName> = { good: 'check', bad: 'warn', open: 'clock' }
const inks: Record<Row['state'], string> = { good: 'text-good', bad: 'text-warn', open: '' }

const rowsOf = (say: Say<'network'>, findings: Findings, offline: boolean): Row[] => {
  const { roundTripMs, measured } = findings
  const service: Row = {
    leg: 'service',
    value: offline
      ? say('way_closed')
      : roundTripMs === null
        ? say('way_checking')
        : say('ms', { ms: roundTripMs }),
    state: offline ? 'bad' : roundTripMs === null ? 'open' : 'good',
  }
  const tried = ways
    // Nobody misses a server that was never set up.
    .filter((way) => findings.ways[way] !== 'none')
    .map((way): Row => {
      const now = findings.ways[way]
      return {
        leg: way,
        value: say(`way_${now}`),
        state: now === 'open' ? 'good' : now === 'closed' || now === 'refused' ? 'bad' : 'open',
      }
    })
  if (measured === null) return [service, ...tried]
  const { upKbit, downKbit, lossUp, lossDown } = measured
  const width = (leg: 'up' | 'down', kbit: number): Row => ({
    leg,
    value: say('mbit', { mbit: (kbit / 1_000).toFixed(1) }),
    state: kbit < wantedKbit ? 'bad' : 'good',
  })
  return [
    service,
    ...tried,
    width('up', upKbit),
    width('down', downKbit),
    {
      leg: 'loss',
      value: say('lossValue', { up: Math.round(100 * lossUp), down: Math.round(100 * lossDown) }),
      state: Math.max(lossUp, lossDown) > heardLoss ? 'bad' : 'good',
    },
  ]
}
