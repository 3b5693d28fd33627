import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { onStage } from '../../call/media/view.ts'
import type { PaneTab } from '../../parts/PaneTabs.tsx'
import { givenPapers } from '../../record/papers.ts'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'
import type { FormPane } from './useFormPane.ts'
import type { PaneName } from './walk.ts'

/** Whether the identity check waits for the applicant at this moment. */
const useIdentityCalls = ({ identity }: Applicant): boolean =>
  useStore(identity.state, ({ identity: view, stillWanted }) => {
    if (view?.phase === 'consent' || stillWanted !== null) return true
    return (
      view?.phase === 'checking' &&
      view.steps.some((line) => line.step === 'document' && line.status === 'now')
    )
  })

/** The panes of the call with how far each is, and the one shown: what waits for the applicant comes to the front. */
export const usePanes = (
  applicant: Applicant,
  form: FormPane | null,
): { readonly tabs: readonly PaneTab<PaneName>[]; readonly chosen: PaneName } => {
  const { walk, identity, record, call, media } = applicant
  const say = useWords('call')
  const screen = useWords('screen')
  const chosen = useStore(walk, (now) => now.pane)
  const check = useStore(identity.state, (now) => now.identity?.phase)
  const files = useStore(record.state, (now) => now.files)
  const lines = useStore(call.state, (now) => now.lines)
  const calls = useIdentityCalls(applicant)
  const shows = useStore(media.state, ({ view }) => onStage(view?.remotes ?? []).screen !== undefined)
  useEffect(() => {
    if (calls) walk.setState({ pane: 'identity' })
  }, [walk, calls])
  // When the check is done one goes on with the form by oneself.
  useEffect(() => {
    if (check === 'accepted' && walk.getState().pane === 'identity') walk.setState({ pane: 'form' })
  }, [walk, check])

  // What the clerk shows comes to the front; when it is over one is back at the form.
  useEffect(() => {
    if (shows) walk.setState({ pane: 'screen' })
    else if (walk.getState().pane === 'screen') walk.setState({ pane: 'form' })
  }, [walk, shows])

  // What the clerk hands over is looked at at once.
  const handed = lines.findLast(
    ({ by, file, sheet }) => by === 'clerk' && (file !== undefined || sheet !== undefined),
  )?.at
  const known = useRef(handed)
  useEffect(() => {
    if (handed !== undefined && handed !== known.current) walk.setState({ pane: 'chat' })
    known.current = handed
  }, [walk, handed])

  const journey = form?.shown.journey
  const missingPapers = journey?.missingMaterials.length ?? 0
  const openPages = journey?.pages.filter(({ done }) => !done).length ?? 0
  const signed = files.some(({ purpose }) => purpose === 'signature')
  const fact = (
    missing: number,
    words: 'missing' | 'pagesLeft' = 'missing',
  ): Pick<PaneTab<PaneName>, 'fact' | 'tone'> =>
    missing === 0
      ? { fact: say('finished'), tone: 'good' }
      : { fact: say(words, { count: missing }), tone: 'warn' }
  const hasPapers = givenPapers(files).length > 0 || missingPapers > 0
  return {
    chosen: chosen === 'screen' && !shows ? 'form' : chosen,
    tabs: [
      ...(shows ? [{ id: 'screen' as const, name: screen('tab'), icon: 'screen' as const }] : []),
      {
        id: 'identity',
        name: say('tabIdentity'),
        icon: 'shield',
        ...(calls ? { fact: say('tabNow'), tone: 'warn' } : check === 'accepted' ? fact(0) : {}),
      },
      {
        id: 'form',
        name: say('tabForm'),
        icon: 'edit',
        ...(journey === undefined ? {} : fact(openPages, 'pagesLeft')),
      },
      { id: 'papers', name: say('tabPapers'), icon: 'document', ...(hasPapers ? fact(missingPapers) : {}) },
      { id: 'sign', name: say('tabSign'), icon: 'pen', ...(signed ? fact(0) : {}) },
      {
        id: 'chat',
        name: say('tabChat'),
        icon: 'chat',
        ...(lines.length === 0 ? {} : { fact: String(lines.length) }),
      },
    ],
  }
}
