import type { CorrectionPoint } from '@farwindow/shared/case/correction.ts'
import type { CaseView } from '@farwindow/shared/case/sight.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { LongText, TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { fieldAt } from './answers.ts'
import type { CaseStore } from './store.ts'

export type DraftPoint = CorrectionPoint

export interface CorrectionDraftProps {
  readonly shown: CaseView
  readonly points: readonly DraftPoint[]
  readonly cases: CaseStore
  readonly onPoints: (points: readonly DraftPoint[]) => void
  readonly onSent: () => void
}

/** The one-time notice (一次性告知单) being written: everything that is missing, each with its reason (CASE-5). */
export const CorrectionDraft = ({
  shown,
  points,
  cases,
  onPoints,
  onSent,
}: CorrectionDraftProps): ReactNode => {
  const say = useWords('cases')
  const common = useWords('common')
  const read = useBilingual()
  const sentence = useRefusalSentence()
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)

  const nameOf = ({ kind, path }: DraftPoint): string => {
    const known =
      kind === 'field'
        ? fieldAt(shown.definition, path)?.label
        : shown.definition.papers.find((paper) => paper.code === path)?.name
    return known === undefined ? path : read(known)
  }
  const setReason = (path: string, reason: string): void =>
    onPoints(points.map((point) => (point.path === path ? { ...point, reason } : point)))
  const send = async (): Promise<void> => {
    const outcome = await cases.take({ move: 'askCorrection', note: note.trim(), points: [...points] })
    if (outcome.ok) onSent()
    else setRefused(outcome.refusal)
  }
  const incomplete = points.some((point) => point.reason.trim() === '')
  return (
    <Card title={say('notice', { count: points.length })}>
      <div className="flex flex-col gap-4">
        <p className="text-note text-quiet">{say('noticeText')}</p>
        {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
        {points.map((point) => (
          <div key={point.path} className="flex items-end gap-2">
            <div className="grow">
              <TextField
                label={nameOf(point)}
                placeholder={say('reasonExample')}
                value={point.reason}
                maxLength={500}
                required
                onChange={(reason) => setReason(point.path, reason)}
              />
            </div>
            <Button
              kind="quiet"
              icon="remove"
              label={`${common('remove')} ${nameOf(point)}`}
              onPress={() => onPoints(points.filter((each) => each.path !== point.path))}
            >
              {common('remove')}
            </Button>
          </div>
        ))}
        <LongText label={say('noticeNote')} rows={2} maxLength={1000} value={note} onChange={setNote} />
        <div className="flex flex-wrap gap-3">
          <Button
            kind="primary"
            icon="send"
            disabledReason={incomplete ? say('reasonsMissing') : undefined}
            onPress={send}
          >
            {say('sendNotice')}
          </Button>
          <Button onPress={() => onPoints([])}>{say('dropNotice')}</Button>
        </div>
      </div>
    </Card>
  )
}
