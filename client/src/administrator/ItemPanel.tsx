import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { KeptItem } from '@farwindow/shared/catalogue/protocol.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { blankItem } from './blankitem.ts'
import { draftOfItem, type ItemDraft } from './itemdraft.ts'
import { ItemEditor } from './ItemEditor.tsx'
import { Outcome, useOutcome } from './Outcome.tsx'
import type { OfficeStore } from './store.ts'

export interface ItemPanelProps {
  readonly items: readonly KeptItem[]
  readonly office: OfficeStore
  /** The item as applicants would see it. */
  readonly Preview: (props: { readonly item: Item }) => ReactNode
}

interface Edited {
  readonly version: number
  readonly value: ItemDraft
}

/** What one can apply for: which items there are, in which edition, in service or not. */
export const ItemPanel = ({ items, office, Preview }: ItemPanelProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const [edited, setEdited] = useState<Edited | null>(null)
  const doing = useOutcome('')
  const edit = async (code: string): Promise<void> => {
    const outcome = await office.editItem(code)
    if (outcome.ok) setEdited({ ...outcome.value, value: draftOfItem(outcome.value.value) })
    else doing.show(outcome)
  }
  if (edited !== null)
    return <ItemEditor start={edited} office={office} Preview={Preview} onClose={() => setEdited(null)} />
  return (
    <div className="flex flex-col gap-4">
      <Outcome of={doing} />
      <Table
        caption={say('itemList')}
        captionHidden
        rows={items}
        keyOf={(one) => one.code}
        empty={<EmptyState title={say('noItems')}>{say('noItemsText')}</EmptyState>}
        columns={[
          { name: say('itemName'), heading: true, render: (one) => read(one.name) },
          { name: say('code'), render: (one) => <span className="font-mono text-note">{one.code}</span> },
          { name: say('theme'), render: (one) => read(one.theme) },
          { name: say('forWhom'), render: (one) => say(`for_${one.forWhom}`) },
          { name: say('edition'), figures: true, render: (one) => String(one.edition) },
          {
            name: say('state'),
            render: (one) =>
              one.inService ? (
                <Badge tone="good">{say('inService')}</Badge>
              ) : (
                <Badge tone="warn">{say('withdrawn')}</Badge>
              ),
          },
          {
            name: say('doing'),
            render: (one) => (
              <div className="flex gap-2 whitespace-nowrap">
                <Button small label={`${common('edit')} ${read(one.name)}`} onPress={() => edit(one.code)}>
                  {common('edit')}
                </Button>
                <Service item={one} office={office} />
              </div>
            ),
          },
        ]}
      />
      <div>
        <Button icon="add" onPress={() => setEdited({ version: 0, value: blankItem })}>
          {say('addItem')}
        </Button>
      </div>
    </div>
  )
}

/** Taking an item out of service is asked about; putting it back is not. */
const Service = ({ item, office }: { readonly item: KeptItem; readonly office: OfficeStore }): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const [asking, setAsking] = useState(false)
  const doing = useOutcome('')
  const { code, version, inService } = item
  const turn = async (): Promise<void> => {
    const outcome = await office.setService({ base: version, code, inService: !inService })
    if (outcome.ok) return setAsking(false)
    doing.show(outcome)
    setAsking(true)
    await office.refresh()
  }
  const words = say(inService ? 'withdraw' : 'putBack')
  return (
    <>
      <Button small label={`${words} ${read(item.name)}`} onPress={inService ? () => setAsking(true) : turn}>
        {words}
      </Button>
      {asking && (
        <Dialog
          tone="warn"
          icon="warn"
          title={say(inService ? 'withdrawTitle' : 'putBackTitle', { name: read(item.name) })}
          onDismiss={() => setAsking(false)}
          actions={
            <>
              <Button kind={inService ? 'danger' : 'primary'} onPress={turn}>
                {words}
              </Button>
              <Button onPress={() => setAsking(false)}>{common('cancel')}</Button>
            </>
          }
        >
          <Outcome of={doing} />
          <p>{say(inService ? 'withdrawText' : 'putBackText')}</p>
        </Dialog>
      )}
    </>
  )
}
