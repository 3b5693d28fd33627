import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { useState, type ReactNode } from 'react'
import { GuideView } from '../../catalogue/GuideView.tsx'
import { FormPage } from '../../form/FormPage.tsx'
import { Button } from '../../parts/Button.tsx'
import { ChoiceField, SelectField } from '../../parts/ChoiceField.tsx'

import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import { DeviceFrame } from './DeviceFrame.tsx'
import { useTrial } from './useTrial.ts'

const guidePage = '/guide'

/** An item as applicants see it, on a phone or at a kiosk: its guide, and its form to be tried out. */
export const ItemPreview = ({ item }: { readonly item: Item }): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const [surface, setSurface] = useState<'phone' | 'kiosk'>('phone')
  const [page, setPage] = useState(guidePage)
  const trial = useTrial(item.form)
  const isGuide = page === guidePage
  const pages = item.form.pages.map(({ id, title }, index) => ({
    value: id,
    label: `${index + 1} ${read(title)}${trial.done.includes(id) ? ' ✓' : ''}`,
  }))
  const open = (id: string): void => {
    setPage(id)
    if (id !== guidePage) trial.open(id)
  }
  return (
    <div className="flex flex-wrap items-start gap-6">
      <div className="flex w-[18em] flex-col gap-4">
        <ChoiceField
          label={say('previewOn')}
          options={[
            { value: 'phone', label: say('previewPhone') },
            { value: 'kiosk', label: say('previewKiosk') },
          ]}
          value={surface}
          onChange={(value) => setSurface(value === 'kiosk' ? 'kiosk' : 'phone')}
        />
        <SelectField
          label={say('previewPage')}
          value={page}
          chooseWord={common('choose')}
          required
          options={[{ value: guidePage, label: say('guide') }, ...pages]}
          onChange={open}
        />
        {!isGuide && (
          <>
            <Button icon="check" onPress={trial.check}>
              {say('previewCheck')}
            </Button>
            <Button icon="pen" onPress={trial.fillIn}>
              {say('previewFill')}
            </Button>
            <Button icon="undo" onPress={trial.clear}>
              {say('previewClear')}
            </Button>
          </>
        )}
        <p className="text-note text-quiet">{say('previewHint')}</p>
      </div>
      <DeviceFrame surface={surface} label={say('preview')}>
        {isGuide ? (
          <div className="flex flex-col gap-4">
            <h1 className="text-title font-bold">{read(item.name)}</h1>
            <p className="text-quiet">{read(item.about)}</p>
            <GuideView guide={item.guide} />
          </div>
        ) : (
          <FormPage key={page} {...trial.screen} />
        )}
      </DeviceFrame>
    </div>
  )
}
