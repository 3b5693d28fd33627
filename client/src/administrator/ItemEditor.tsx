import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { Conflict } from './Conflict.tsx'
import { FormSection } from './FormSection.tsx'
import { GuideSection } from './GuideSection.tsx'
import { BasicsSection } from './BasicsSection.tsx'
import { draftOfItem, type ItemDraft } from './itemdraft.ts'
import { judge, type Section } from './itemproblems.ts'
import { useLeaving } from './Leaving.tsx'
import { MaterialsSection } from './MaterialsSection.tsx'
import { ProblemLines } from './ProblemLines.tsx'
import type { OfficeStore } from './store.ts'
import { useKeeping } from './useKeeping.ts'

export interface ItemEditorProps {
  readonly start: Versioned<ItemDraft>
  readonly office: OfficeStore
  readonly Preview: (props: { readonly item: Item }) => ReactNode
  readonly onClose: () => void
}

/** One item: its names, its guide, its papers, its form, and how all this looks to applicants. */
export const ItemEditor = ({ start, office, Preview, onClose }: ItemEditorProps): ReactNode => {
  const say = useWords('administrator')
  const read = useBilingual()
  const [section, setSection] = useState<string>('basics')
  const [line, setLine] = useState<number | null>(null)
  const keeping = useKeeping<ItemDraft>({
    start,
    save: async (base, value) => {
      const whole = judge(value).item
      if (whole === null) return { ok: false, refusal: { code: 'incomplete' } }
      return office.saveItem({ base, item: whole })
    },
    newest: async (mine) => {
      await office.refresh()
      const outcome = await office.editItem(mine.code)
      return outcome.ok ? { ...outcome.value, value: draftOfItem(outcome.value.value) } : null
    },
    done: say('published'),
  })
  const { draft, set, isNew } = keeping
  const { leave, question } = useLeaving(keeping.isChanged)
  // A long form takes a moment to judge: typing goes first.
  const settled = useDeferredValue(draft)
  const { item, problems } = useMemo(() => judge(settled), [settled])
  const showProblem = (of: Section, at: number | null): void => {
    setSection(of)
    setLine(at)
  }
  const countOf = (of: Section): string | undefined => {
    const count = problems.filter((one) => one.section === of).length
    return count === 0 ? undefined : say('toMend', { count })
  }
  const at = (of: Section) => problems.filter((one) => one.section === of)
  const tabs = [
    {
      id: 'basics',
      name: say('basics'),
      badge: countOf('basics'),
      content: <BasicsSection draft={draft} set={set} isNew={isNew} />,
    },
    {
      id: 'guide',
      name: say('guide'),
      badge: countOf('guide'),
      content: <GuideSection guide={draft.guide} onChange={(guide) => set({ guide })} />,
    },
    {
      id: 'materials',
      name: say('materials'),
      badge: countOf('materials'),
      content: <MaterialsSection materials={draft.materials} onChange={(materials) => set({ materials })} />,
    },
    {
      id: 'form',
      name: say('formDefinition'),
      badge: countOf('form'),
      content: <FormSection text={draft.formText} line={line} onChange={(formText) => set({ formText })} />,
    },
    {
      id: 'preview',
      name: say('preview'),
      content: item === null ? <p className="text-quiet">{say('previewLater')}</p> : <Preview item={item} />,
    },
  ]
  const title = isNew && draft.name.zh === '' ? say('addItem') : read(draft.name)
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon="back" onPress={() => leave(onClose)}>
          {say('backToItems')}
        </Button>
        <h2 className="grow text-title font-semibold">{title}</h2>
        <Button
          kind="primary"
          disabledReason={item === null ? say('mendFirst', { count: problems.length }) : undefined}
          onPress={keeping.save}
        >
          {say('publish')}
        </Button>
      </div>
      <Conflict keeping={keeping} partName={(key) => say(partNames[key])} onSaved={() => undefined} />
      {problems.length > 0 && section === 'preview' && (
        <Notice tone="warn" title={say('mendFirst', { count: problems.length })} />
      )}
      <ProblemLines
        problems={section === 'preview' ? problems : at(sectionOf(section))}
        materials={draft.materials}
        onShow={showProblem}
      />
      <Tabs label={title} tabs={tabs} chosen={section} onChoose={setSection} />
      {question}
    </section>
  )
}

const sectionOf = (id: string): Section =>
  id === 'guide' || id === 'materials' || id === 'form' ? id : 'basics'

const partNames = {
  code: 'code',
  name: 'name',
  theme: 'theme',
  forWhom: 'forWhom',
  about: 'about',
  recording: 'recording',
  alsoCalled: 'alsoCalled',
  guide: 'guide',
  materials: 'materials',
  formText: 'formDefinition',
} as const satisfies Record<keyof ItemDraft, string>
