import type { SaidSheet } from '@farwindow/shared/call/sheet.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { GuideView } from '../../catalogue/GuideView.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'
import { useGuide } from './useGuide.ts'

export interface SheetCardProps {
  readonly applicant: Applicant
  readonly sheet: SaidSheet
}

/** What the clerk has sent of the matter, opened, with one large button to where it is done (TALK-12). */
export const SheetCard = ({ applicant, sheet }: SheetCardProps): ReactNode => {
  const { walk, form } = applicant
  const say = useWords('talk')
  const read = useBilingual()
  const guide = useGuide(applicant)
  const definition = useStore(form.state, (now) => now.definition)
  const [opened, setOpened] = useState(false)
  const paper = sheet.kind === 'paper' ? guide?.materials.find(({ code }) => code === sheet.code) : undefined
  const page = sheet.kind === 'page' ? definition?.pages.find(({ id }) => id === sheet.code) : undefined
  const rules: readonly Bilingual[] = paper === undefined ? [] : [...paper.rules, paper.picture]
  const go = (): void => {
    if (sheet.kind === 'guide') setOpened(true)
    else if (sheet.kind === 'paper') walk.setState({ pane: 'papers' })
    else walk.setState({ pane: 'form', page: sheet.code, follows: false })
  }
  return (
    <div className="mt-1 flex flex-col gap-3 kiosk:gap-2">
      <p className="flex items-start gap-[0.5em]">
        <Icon name="document" className="mt-[0.1em] text-action" />
        <span>
          <span className="block text-note text-quiet">{say(`sheet_${sheet.kind}`)}</span>
          <span className="font-semibold">{read(sheet.name)}</span>
        </span>
      </p>
      {rules.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-[1.25em]">
          {rules.map((rule) => (
            <li key={rule.zh}>{read(rule)}</li>
          ))}
        </ul>
      )}
      {sheet.kind === 'guide' && guide !== null && <p>{read(guide.whoMayApply)}</p>}
      {page?.intro !== undefined && <p>{read(page.intro)}</p>}
      <Button kind="primary" big wide iconAfter="forward" onPress={go}>
        {say(`sheetOpen_${sheet.kind}`)}
      </Button>
      {opened && guide !== null && (
        <GuideDialog title={read(sheet.name)} onClose={() => setOpened(false)}>
          <GuideView guide={guide} />
        </GuideDialog>
      )}
    </div>
  )
}

const GuideDialog = ({
  title,
  onClose,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactNode => {
  const common = useWords('common')
  return (
    <Dialog
      icon="document"
      title={title}
      size="large"
      onDismiss={onClose}
      actions={
        <Button kind="primary" big onPress={onClose}>
          {common('close')}
        </Button>
      }
    >
      {/* The way out stays on the screen, however long the guide is. */}
      <div
        tabIndex={0}
        role="group"
        aria-label={title}
        className="max-h-[58dvh] overflow-auto -outline-offset-4"
      >
        {children}
      </div>
    </Dialog>
  )
}
