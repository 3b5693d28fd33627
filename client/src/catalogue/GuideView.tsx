import type { Guide, Material } from '@farwindow/shared/catalogue/item.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Card } from '../parts/Card.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'

/** The guide of an item: everything one has to know before calling, the papers first. */
export const GuideView = ({ guide }: { readonly guide: Guide }): ReactNode => {
  const say = useWords('visit')
  const read = useBilingual()
  const time =
    guide.timeLimitWorkingDays === 0
      ? say('guideAtOnce')
      : say('guideDays', { count: guide.timeLimitWorkingDays })
  const fee = guide.feeYuan === 0 ? say('guideFree') : say('guideYuan', { count: guide.feeYuan })
  return (
    <div className="grid gap-5 kiosk:gap-3 wide:grid-cols-2">
      <div className="wide:col-span-2">
        <Card>
          <dl className="grid gap-4 kiosk:grid-cols-3 kiosk:gap-3 kiosk:care:grid-cols-1">
            <Fact icon="clock" name={say('guideTime')} value={time} />
            <Fact
              icon="card"
              name={say('guideFee')}
              value={fee}
              note={guide.feeNote && read(guide.feeNote)}
            />
            <Fact
              icon="document"
              name={say('guideResult')}
              value={guide.delivery.map(({ label }) => read(label)).join(' / ')}
            />
          </dl>
        </Card>
      </div>
      {/* Two columns that fill independently; a single one keeps the order of reading. */}
      <div className="flex flex-col gap-5 kiosk:gap-3">
        <Card title={say('guideBring')}>
          {guide.materials.length === 0 ? (
            <p>{say('guideBringNone')}</p>
          ) : (
            <ul className="flex flex-col gap-4 kiosk:gap-2">
              {guide.materials.map((material) => (
                <MaterialLine key={material.code} material={material} />
              ))}
            </ul>
          )}
        </Card>
      </div>
      <div className="flex flex-col gap-5 kiosk:gap-3">
        <Card title={say('guideWho')}>
          <p>{read(guide.whoMayApply)}</p>
        </Card>
        <Card title={say('guideHow')}>
          <ol className="flex list-decimal flex-col gap-2 pl-[1.5em] kiosk:gap-1">
            {guide.steps.map((step) => (
              <li key={step.zh}>{read(step)}</li>
            ))}
          </ol>
        </Card>
        <Card title={say('guideBasis')}>
          <ul className="flex flex-col gap-2 text-note text-quiet kiosk:gap-1">
            {guide.basis.map(({ law, article }) => (
              <li key={law.zh}>
                {read(law)}
                {article !== undefined && ` ${read(article)}`}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </div>
  )
}

interface FactProps {
  readonly icon: IconName
  readonly name: string
  readonly value: string
  readonly note?: string | undefined
}

const Fact = ({ icon, name, value, note }: FactProps): ReactNode => (
  <div>
    <dt className="flex items-center gap-2 text-note text-quiet">
      <Icon name={icon} className="text-action" />
      {name}
    </dt>
    <dd className="font-semibold">{value}</dd>
    {note !== undefined && <dd className="text-note text-quiet">{note}</dd>}
  </div>
)

const requiredWords = ({ required }: Material): 'guideRequired' | 'guideSometimes' | 'guideOptional' => {
  if (required === true) return 'guideRequired'
  return required === false ? 'guideOptional' : 'guideSometimes'
}

const MaterialLine = ({ material }: { readonly material: Material }): ReactNode => {
  const say = useWords('visit')
  const read = useBilingual()
  const pieces = [
    material.original > 0 && say('guideOriginal'),
    material.copies > 0 && say('guideCopies', { count: material.copies }),
  ].filter((piece) => piece !== false)
  return (
    <li className="flex items-start gap-4 kiosk:gap-2">
      <span className="grid size-[2.75em] shrink-0 place-items-center rounded-part bg-action-soft text-action">
        <Icon name={material.code === 'identity' ? 'card' : 'document'} className="size-[1.5em]" />
      </span>
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{read(material.name)}</span>
          <Badge tone={material.required === true ? 'info' : 'plain'}>{say(requiredWords(material))}</Badge>
        </p>
        <details className="text-quiet">
          <summary className="inline-flex min-h-target items-center text-note underline underline-offset-4">
            {[...pieces, say('guideRules')].join(' · ')}
          </summary>
          <ul className="flex list-disc flex-col gap-1 pl-[1.25em] text-note">
            {[...material.rules, material.picture].map((rule) => (
              <li key={rule.zh}>{read(rule)}</li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  )
}
