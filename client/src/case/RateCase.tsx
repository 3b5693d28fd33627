import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Rating, type Grade } from '../parts/Rating.tsx'
import { LongText } from '../parts/TextField.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { ProgressStore } from './progress.ts'

/** How it was from beginning to end: given once, so it is sent by a button of its own (CASE-10). */
export const RateCase = ({ progress }: { readonly progress: ProgressStore }): ReactNode => {
  const say = useWords('progress')
  const sentence = useRefusalSentence()
  const [level, setLevel] = useState<Grade | undefined>()
  const [comment, setComment] = useState('')
  const [refused, setRefused] = useState<Refusal | null>(null)
  const send = async (): Promise<void> => {
    if (level === undefined) return
    const outcome = await progress.rate(level, comment.trim())
    setRefused(outcome.ok ? null : outcome.refusal)
  }
  return (
    <Card>
      <div className="flex flex-col gap-4">
        <Rating
          label={say('rateTitle')}
          words={{
            5: say('level_5'),
            4: say('level_4'),
            3: say('level_3'),
            2: say('level_2'),
            1: say('level_1'),
          }}
          value={level}
          onChange={setLevel}
        />
        {level !== undefined && (
          <>
            <LongText
              label={say(level > 2 ? 'rateWords' : 'rateWhy')}
              rows={2}
              maxLength={500}
              value={comment}
              onChange={setComment}
            />
            {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
            <Button kind="primary" wide icon="send" onPress={send}>
              {say('rateSend')}
            </Button>
          </>
        )}
      </div>
    </Card>
  )
}
