import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import { useState, type ReactNode } from 'react'
import { Icon } from '../parts/icons.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'

export interface ItemListProps {
  readonly items: readonly ItemSummary[]
  /** Names the list: 常办的事. */
  readonly title: string
  readonly onChoose: (item: ItemSummary) => Promise<unknown>
}

/** Items as large cards; the whole card is the target. */
export const ItemList = ({ items, title, onChoose }: ItemListProps): ReactNode => {
  const say = useWords('visit')
  const read = useBilingual()
  const [chosen, setChosen] = useState<string | null>(null)
  const choose = async (item: ItemSummary): Promise<void> => {
    if (chosen !== null) return
    setChosen(item.code)
    await onChoose(item)
    setChosen(null)
  }
  return (
    <section aria-label={title} className="flex flex-col gap-3 kiosk:gap-2">
      <h2 className="text-lead font-semibold">{title}</h2>
      <ul className="grid gap-3 kiosk:gap-2 kiosk:wide:grid-cols-3">
        {items.map((item) => (
          <li key={item.code}>
            <button
              type="button"
              aria-busy={chosen === item.code}
              onClick={() => void choose(item)}
              className="flex h-full w-full items-center gap-4 rounded-card border-2 border-line bg-paper p-4 text-left transition-colors hover:border-action active:bg-action-soft kiosk:gap-3 kiosk:p-3"
            >
              <span className="grid size-[3em] shrink-0 place-items-center rounded-full bg-action-soft text-action">
                <Icon name={item.forWhom === 'person' ? 'person' : 'office'} className="size-[1.6em]" />
              </span>
              <span className="flex min-w-0 flex-col gap-1 kiosk:gap-0">
                <span className="text-lead font-semibold">{read(item.name)}</span>
                <span className="text-quiet">{read(item.about)}</span>
                <span className="text-note text-quiet">
                  {say(item.forWhom === 'person' ? 'forPerson' : 'forLegalPerson')}
                </span>
              </span>
              <Icon name="forward" className="ml-auto text-action" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
