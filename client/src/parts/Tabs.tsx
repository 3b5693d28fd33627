import type { ReactNode } from 'react'
import { Tab as AriaTab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import { Badge } from './Badge.tsx'

export interface Tab {
  readonly id: string
  readonly name: string
  /** A short fact: how many, how far. */
  readonly badge?: string | undefined
  readonly content: ReactNode
}

export interface TabsProps {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** Several things in one place, one at a time; for staff. */
export const Tabs = ({ label, tabs, chosen, onChoose }: TabsProps): ReactNode => (
  <AriaTabs
    selectedKey={chosen}
    onSelectionChange={(key) => onChoose(String(key))}
    className="flex flex-col gap-3"
  >
    <TabList aria-label={label} className="flex flex-wrap gap-1 border-b border-line">
      {tabs.map((tab) => (
        <AriaTab
          key={tab.id}
          id={tab.id}
          className="-mb-px flex min-h-target cursor-pointer items-center gap-2 border-b-3 border-transparent px-3 font-medium text-quiet data-hovered:text-ink data-selected:border-action data-selected:text-action"
        >
          {tab.name}
          {tab.badge !== undefined && <Badge>{tab.badge}</Badge>}
        </AriaTab>
      ))}
    </TabList>
    {tabs.map((tab) => (
      <TabPanel key={tab.id} id={tab.id} className="-outline-offset-3">
        {tab.content}
      </TabPanel>
    ))}
  </AriaTabs>
)
