import type { ProgressView } from '@farwindow/shared/case/sight.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Rating, type Grade } from '../../parts/Rating.tsx'
import { Loading } from '../../parts/states.tsx'
import { useNames } from '../../region/useNames.ts'
import { ReceiptCard } from '../../visit/ReceiptCard.tsx'
import type { Receipt } from '../../visit/store.ts'
import { useBilingual } from '../../words/bilingual.ts'
import { useTimes } from '../../words/times.ts'
import { useWords } from '../../words/words.ts'
import { Frame } from './Frame.tsx'
import type { Applicant } from './stores.ts'
import { useGuide } from './useGuide.ts'

const isGrade = (rating: number | undefined): rating is Grade =>
  rating !== undefined && Number.isInteger(rating) && rating >= 1 && rating <= 5

/** After the call: the receipt, what happens next, the rating; then everything is wiped. */
export const EndScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { visit } = applicant
  const say = useWords('visit')
  const reference = useStore(visit.state, (now) => now.visit?.reference)
  const broke = useStore(applicant.call.state, (now) => now.call?.reason === 'lost')
  const submitted = reference !== undefined
  return (
    <Frame
      applicant={applicant}
      screen={submitted ? 'end' : 'endNoCase'}
      step="end"
      title={say(submitted ? 'endTitle' : 'endNoCaseTitle')}
      lead={submitted ? say('endLead') : say(broke ? 'endBroken' : 'endNoCaseText')}
      primary={
        submitted ? (
          <Button kind="primary" big icon="check" onPress={visit.end}>
            {say('finish')}
          </Button>
        ) : (
          <Button kind="primary" big icon="phone" onPress={applicant.joinQueue}>
            {say('endAgain')}
          </Button>
        )
      }
      secondary={
        submitted ? undefined : (
          <Button big onPress={visit.end}>
            {say('finish')}
          </Button>
        )
      }
    >
      {submitted && <HandedIn key={reference} applicant={applicant} />}
      <Rate applicant={applicant} />
    </Frame>
  )
}

const HandedIn = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const common = useWords('common')
  const { visit } = applicant
  const [receipt, setReceipt] = useState<Receipt>(null)
  useEffect(() => {
    let open = true
    const fetchIt = async (): Promise<void> => {
      const outcome = await visit.receipt()
      if (open && outcome.ok) setReceipt(outcome.value)
    }
    void fetchIt()
    return () => {
      open = false
    }
  }, [visit])
  if (receipt === null) return <Loading words={common('loading')} slowWords={common('loadingSlow')} />
  return (
    <div className="grid items-start gap-5 kiosk:gap-3 wide:grid-cols-2">
      <ReceiptCard
        reference={receipt.reference}
        code={receipt.code}
        address={`${location.origin}/progress`}
        onPhone={applicant.surface === 'phone'}
      />
      <Next applicant={applicant} progress={receipt.progress} />
    </div>
  )
}

/** What happens next and when, in the order in which it happens. */
const Next = ({
  applicant,
  progress,
}: {
  readonly applicant: Applicant
  readonly progress: ProgressView
}): ReactNode => {
  const say = useWords('visit')
  const read = useBilingual()
  const times = useTimes()
  const called = useNames(applicant.names)
  const guide = useGuide(applicant)
  const decide =
    progress.decideBy !== undefined
      ? say('nextDecide', { when: times.day(progress.decideBy) })
      : guide !== null && guide.timeLimitWorkingDays > 0
        ? say('nextDecideDays', { count: guide.timeLimitWorkingDays })
        : undefined
  const how = guide?.delivery.map(({ label }) => read(label)).join(' / ')
  const steps = [
    say('nextReceived', {
      office: called.place(progress.jurisdiction),
      when: times.moment(progress.receivedAt),
    }),
    say('nextAccept'),
    decide,
    how === undefined ? undefined : say('nextResult', { how }),
    say('nextLook'),
  ].filter((step) => step !== undefined)
  return (
    <Card title={say('nextTitle')}>
      <ol className="flex list-decimal flex-col gap-2 pl-[1.5em] kiosk:gap-1">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Card>
  )
}

const Rate = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { visit } = applicant
  const say = useWords('visit')
  const rating = useStore(visit.state, (now) => now.visit?.rating)
  const grade = isGrade(rating) ? rating : undefined
  return (
    <Card>
      <Rating
        label={say('rateTitle')}
        words={{ 5: say('rate_5'), 4: say('rate_4'), 3: say('rate_3'), 2: say('rate_2'), 1: say('rate_1') }}
        value={grade}
        onChange={(next) => void visit.rate(next)}
      />
      {grade !== undefined && (
        <div className="mt-4 kiosk:mt-2">
          <Notice
            tone={grade > 2 ? 'good' : 'info'}
            title={say(grade > 2 ? 'rateThanks' : 'rateSorry')}
            announce
          />
        </div>
      )}
    </Card>
  )
}
