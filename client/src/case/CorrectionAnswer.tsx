import type { CorrectionPoint } from '@farwindow/shared/case/correction.ts'
import type { ProgressView } from '@farwindow/shared/case/sight.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { SingleField } from '@farwindow/shared/form/definition.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import type { FieldProps } from '../parts/field.ts'
import { Notice } from '../parts/Notice.tsx'
import { LongText } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import { fieldAt } from './answers.ts'
import { faultsOf, furtherPoints, type Answers } from './correct.ts'
import { PaperChoice } from './PaperChoice.tsx'
import type { ProgressStore } from './progress.ts'

export interface CorrectionAnswerProps {
  readonly notice: NonNullable<ProgressView['notice']>
  readonly item: Item
  readonly progress: ProgressStore
  /** The control of a field, as everywhere else. */
  readonly renderField: (field: SingleField, answer: FieldAnswer) => ReactNode
}

export interface FieldAnswer {
  readonly value: FieldValue | undefined
  readonly onEdit: (value: FieldValue) => void
  readonly shared: FieldProps
}

const pointId = (path: string): string => `point-${path}`

/** Everything the office asks for, each with its reason and the way to answer it here and now (CASE-5). */
export const CorrectionAnswer = ({
  notice,
  item,
  progress,
  renderField,
}: CorrectionAnswerProps): ReactNode => {
  const say = useWords('progress')
  const read = useBilingual()
  const sentence = useRefusalSentence()
  const [answers, setAnswers] = useState<Answers>({ values: {}, papers: {} })
  const [note, setNote] = useState('')
  const [checked, setChecked] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const [further, setFurther] = useState<readonly CorrectionPoint[]>([])
  const points = [...notice.points, ...further]
  const faults = faultsOf(points, answers, item.form)

  const send = async (): Promise<void> => {
    setChecked(true)
    setRefused(null)
    const [first] = faults.keys()
    if (first !== undefined)
      return document.getElementById(pointId(first))?.scrollIntoView({ block: 'center' })
    const papers = Object.entries(answers.papers).map(([material, file]) => ({
      material,
      name: file.name,
      content: file,
    }))
    const outcome = await progress.correct({ values: answers.values, papers, note: note.trim() })
    if (outcome.ok) return
    setRefused(outcome.refusal)
    setFurther([...further, ...furtherPoints(points, outcome.refusal, say('alsoNeeded'))])
  }

  const faultOf = (path: string): string | undefined => {
    const fault = checked ? faults.get(path) : undefined
    return fault === undefined ? undefined : fault === 'missing' ? say('pointMissing') : read(fault)
  }
  const answerTo = ({ kind, path }: CorrectionPoint): ReactNode => {
    if (kind === 'material') {
      const material = item.guide.materials.find((one) => one.code === path)
      return (
        <PaperChoice
          label={material === undefined ? path : read(material.name)}
          rules={(material?.rules ?? []).map(read)}
          accepted={material?.acceptedTypes ?? ['image/jpeg', 'image/png', 'application/pdf']}
          file={answers.papers[path]}
          error={faultOf(path)}
          onFile={(file) => setAnswers({ ...answers, papers: { ...answers.papers, [path]: file } })}
        />
      )
    }
    const field = fieldAt(item.form, path)
    if (field === undefined) return <p className="text-bad">{say('fieldGone')}</p>
    return renderField(field, {
      value: answers.values[path],
      onEdit: (value) => setAnswers({ ...answers, values: { ...answers.values, [path]: value } }),
      shared: {
        label: read(field.label),
        hint: field.hint === undefined ? undefined : read(field.hint),
        error: faultOf(path),
        required: true,
      },
    })
  }

  return (
    <Card title={say('toCorrect', { count: points.length })}>
      <div className="flex flex-col gap-6">
        {notice.note !== '' && <p>{notice.note}</p>}
        <ol className="flex flex-col gap-6">
          {points.map((point, index) => (
            <li
              key={point.path}
              id={pointId(point.path)}
              className="flex flex-col gap-3 border-l-4 border-warn pl-4"
            >
              <p>
                <span className="font-semibold">{say('point', { number: index + 1 })}</span> {point.reason}
              </p>
              {answerTo(point)}
            </li>
          ))}
        </ol>
        <LongText label={say('noteToOffice')} rows={2} maxLength={1000} value={note} onChange={setNote} />
        {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
        {checked && faults.size > 0 && (
          <Notice tone="bad" title={say('stillMissing', { count: faults.size })} announce />
        )}
        <Button kind="primary" big wide icon="send" onPress={send}>
          {say('sendCorrection')}
        </Button>
      </div>
    </Card>
  )
}
