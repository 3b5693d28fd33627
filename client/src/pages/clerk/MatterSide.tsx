import type { FileView } from '@farwindow/shared/record/protocol.ts'
import { useMemo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { IdentityPanel } from '../../clerk/IdentityPanel.tsx'
import { deskKeys } from '../../clerk/keys.ts'
import { isComplete, lackingOf, papersGiven } from '../../clerk/lacking.ts'
import { LackingList } from '../../clerk/LackingList.tsx'
import { PaperPanel } from '../../clerk/PaperPanel.tsx'
import { SubmitDialog } from '../../clerk/SubmitDialog.tsx'
import { wishFrom } from '../../clerk/wish.ts'
import { useFormScreen } from '../../form/useFormScreen.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import type { Called } from '../../region/names.ts'
import { useWords } from '../../words/words.ts'
import { clerkHears, FormSide } from './FormSide.tsx'
import type { ClerkStores, DeskTab } from './stores.ts'
import { useMissing } from './useMissing.ts'
import { useSettled } from './useSettled.ts'

export interface MatterSideProps {
  readonly clerk: ClerkStores
  readonly called: Called
  readonly live: boolean
  readonly clockSkewMs: number
}

const asTab = (id: string): DeskTab => (id === 'papers' || id === 'identity' ? id : 'form')

/** The matter, once the person is on the screen; before, and without a call, the words that say so. */
export const MatterSide = (props: MatterSideProps): ReactNode => {
  const say = useWords('clerk')
  const visit = useStore(props.clerk.served.state, (now) => now.visit)
  const settled = useSettled(visit?.id)
  if (visit === null || !settled) return <EmptyState title={say('noForm')}>{say('noFormText')}</EmptyState>
  return <Matter {...props} />
}

/** Form, papers, identity, and handing in. */
const Matter = ({ clerk, called, live, clockSkewMs }: MatterSideProps): ReactNode => {
  const say = useWords('clerk')
  const { form, identity, record, served, view } = clerk
  const { tab, page, submitting } = useStore(view)
  const { visit, item } = useStore(served.state)
  const files = useStore(record.state, (now) => now.files)
  const check = useStore(identity.state, (now) => now.identity)
  const papers = useMemo(() => papersGiven(files), [files])
  const shown = useFormScreen(form, { side: 'clerk', page, papers, says: clerkHears })
  const missing = useMissing(shown?.definition, shown?.form)
  if (visit === null) return null

  const lacking =
    shown === null
      ? null
      : lackingOf({ definition: shown.definition, journey: shown.journey, files, identity: check })
  const wanted = new Set([...(shown?.journey.missingMaterials ?? []), ...papers])
  const waiting = toJudge(files)
  const absent = lacking?.papers.length ?? 0
  const paperBadge =
    waiting > 0
      ? say('papersToJudge', { count: waiting })
      : absent > 0
        ? say('papersMissing', { count: absent })
        : undefined
  const submitted = visit.reference !== undefined
  const open = (next: DeskTab): void => view.setState({ tab: next })
  const tabs = [
    {
      id: 'form',
      name: say('tabForm'),
      content: <FormSide clerk={clerk} shown={shown} live={live} />,
    },
    {
      id: 'papers',
      name: say('tabPapers'),
      badge: paperBadge,
      content: (
        <PaperPanel
          materials={item?.guide.materials ?? []}
          wanted={wanted}
          files={files}
          closed={submitted || !live}
          onJudge={record.judge}
          onAsk={(name) => clerk.call.say(say('askPaperLine', { name }))}
        />
      ),
    },
    {
      id: 'identity',
      name: say('tabIdentity'),
      badge: check?.phase === 'accepted' ? '✓' : undefined,
      content:
        check === null ? null : (
          <IdentityPanel
            identity={check}
            acts={{
              ...identity,
              accept: (note) => identity.decide({ decision: 'accept', note }),
              reject: (reason, note) => identity.decide({ decision: 'reject', reason, note }),
            }}
            open={live}
            clockSkewMs={clockSkewMs}
          />
        ),
    },
  ]
  return (
    <div className="flex flex-col gap-3">
      {submitted ? (
        <Notice tone="good" title={say('submitted', { reference: visit.reference ?? '' })} announce />
      ) : (
        lacking !== null && (
          <div className="flex flex-col gap-2">
            <Button
              kind={isComplete(lacking) ? 'primary' : 'secondary'}
              wide
              icon="send"
              shortcut={deskKeys.submit}
              disabledReason={lacking.identity ? say('lackIdentity') : undefined}
              reasonHidden
              onPress={() => view.setState({ submitting: true })}
            >
              {say('submit')}
            </Button>
            <LackingList lacking={lacking} onOpen={open} />
          </div>
        )
      )}
      <Tabs label={say('matterColumn')} tabs={tabs} chosen={tab} onChoose={(id) => open(asTab(id))} />
      {submitting && !submitted && item !== null && (
        <SubmitDialog
          draft={wishFrom(
            shown?.form ?? null,
            item.guide.delivery.map(({ value }) => value),
            called.place(visit.to ?? ''),
          )}
          ways={item.guide.delivery}
          missingWords={missing}
          onSubmit={served.submit}
          onClose={() => view.setState({ submitting: false })}
        />
      )}
    </div>
  )
}

/** How many papers wait for a verdict. */
const toJudge = (files: readonly FileView[]): number =>
  files.filter(({ purpose, verdict }) => purpose === 'material' && verdict === undefined).length
