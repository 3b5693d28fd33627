import type { CaseView } from '@farwindow/shared/case/sight.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import type { Called } from '../region/names.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { CorrectionDraft, type DraftPoint } from './CorrectionDraft.tsx'
import { DeliveryWish } from './DeliveryWish.tsx'
import { Handings } from './Handings.tsx'
import { History } from './History.tsx'
import { IdentityRecord } from './IdentityRecord.tsx'
import { mayAskCorrection, movesFrom } from './moves.ts'
import { MoveBar } from './MoveBar.tsx'
import { Papers } from './Papers.tsx'
import { PhaseBadge } from './PhaseBadge.tsx'
import { RatingRecord } from './RatingRecord.tsx'
import { Sheet } from './Sheet.tsx'
import type { LowRatingStore } from './lowratings.ts'
import type { CaseStore } from './store.ts'

export interface CasePageProps {
  readonly shown: CaseView
  readonly called: Called
  readonly cases: CaseStore
  readonly low: LowRatingStore
  /** The recordings made while it was handed in. */
  readonly recordings: ReactNode
}

/** One case in full, and what can be done with it now. */
export const CasePage = ({ shown, called, cases, low, recordings }: CasePageProps): ReactNode => {
  const say = useWords('cases')
  const [tab, setTab] = useState('form')
  const [points, setPoints] = useState<readonly DraftPoint[]>([])
  const mayAsk = mayAskCorrection(shown.phase)
  const named = new Set(points.map(({ path }) => path))
  const toggle = (kind: DraftPoint['kind'], path: string): void =>
    setPoints(
      named.has(path)
        ? points.filter((point) => point.path !== path)
        : [...points, { kind, path, reason: '' }],
    )
  const given = shown.files.filter((file) => file.purpose === 'material').length

  return (
    <article className="flex flex-col gap-4">
      <Head shown={shown} called={called} />
      <MoveBar key={shown.phase} moves={movesFrom(shown.phase)} wish={shown.delivery} cases={cases} />
      {shown.rating !== undefined && (
        <RatingRecord rating={shown.rating} onFollowUp={(note) => low.followUp(shown.reference, note)} />
      )}
      {shown.handings !== undefined && <Handings handings={shown.handings} cases={cases} />}
      {mayAsk && points.length === 0 && <p className="text-note text-quiet">{say('howToAsk')}</p>}
      {mayAsk && points.length > 0 && (
        <CorrectionDraft
          shown={shown}
          points={points}
          cases={cases}
          onPoints={setPoints}
          onSent={() => setPoints([])}
        />
      )}
      <Tabs
        label={say('parts')}
        chosen={tab}
        onChoose={setTab}
        tabs={[
          {
            id: 'form',
            name: say('form'),
            content: (
              <Sheet
                definition={shown.definition}
                form={shown.form}
                named={named}
                onName={mayAsk ? (path) => toggle('field', path) : undefined}
              />
            ),
          },
          {
            id: 'papers',
            name: say('papers'),
            badge: String(given),
            content: (
              <Papers
                definition={shown.definition}
                files={shown.files}
                named={named}
                onName={mayAsk ? (code) => toggle('material', code) : undefined}
              />
            ),
          },
          { id: 'identity', name: say('identity'), content: <IdentityRecord shown={shown} /> },
          { id: 'recordings', name: say('recordings'), content: recordings },
          { id: 'history', name: say('history'), content: <History shown={shown} /> },
        ]}
      />
    </article>
  )
}

const Head = ({ shown, called }: Pick<CasePageProps, 'shown' | 'called'>): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  return (
    <header className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="figures text-title font-bold">{shown.reference}</h2>
        <PhaseBadge phase={shown.phase} />
        {shown.overdue && (
          <Badge tone="bad" icon="clock">
            {say('overdue')}
          </Badge>
        )}
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-1">
        <Fact name={say('item')}>{called.item(shown.item)}</Fact>
        <Fact name={say('jurisdiction')}>{called.place(shown.jurisdiction)}</Fact>
        <Fact name={say('received')}>{times.moment(shown.receivedAt)}</Fact>
        {shown.to !== undefined && <Fact name={say('transferTo')}>{shown.to}</Fact>}
        {shown.decideBy !== undefined && <Fact name={say('decideBy')}>{times.day(shown.decideBy)}</Fact>}
        <Fact name={say('delivery')}>
          <DeliveryWish wish={shown.delivery} />
        </Fact>
      </dl>
    </header>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div className="flex gap-2">
    <dt className="text-quiet">{name}</dt>
    <dd className="font-medium">{children}</dd>
  </div>
)
