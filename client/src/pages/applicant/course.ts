import type { VisitView } from '@farwindow/shared/visit/protocol.ts'
import { forgetLook } from '../../theme/look.ts'
import { forgetLanguage } from '../../words/words.ts'
import type { Stores } from './stores.ts'
import { resumedStep, walkBegins } from './walk.ts'

/** From the queue to the end of the call: an answer finds camera, microphone and connection warm. */
const hasMedia = ({ phase }: VisitView): boolean =>
  phase === 'waiting' || phase === 'offered' || phase === 'served'

/** Keeps an applicant's stores with the course of the visit, until the returned function is called. */
export const followVisit = (stores: Stores): (() => void) => {
  const { visit, call, recording, link, media } = stores
  const stops = [
    visit.state.subscribe((now, before) => {
      if (now.visit !== before.visit) follow(stores, now.visit, before.visit)
    }),
    call.state.subscribe((now) => recording.follow(now.call)),
    // Signed out, or taken over by another tab: off the air, until the visit is heard of again.
    link.state.subscribe((now, before) => {
      if (now.phase === 'signedOut' && before.phase !== 'signedOut') media.release()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

const follow = (stores: Stores, now: VisitView | null, before: VisitView | null): void => {
  const { record, walk, form, identity, media } = stores
  if (now === null) {
    if (before !== null) wipe(stores)
    return
  }
  const isNew = now.id !== before?.id
  if (isNew) {
    void record.open(now.id)
    // The page was opened, or reloaded, in the middle of a visit.
    if (now.to !== undefined) walk.setState({ step: resumedStep(now) })
  }
  if (isNew || now.item !== before?.item) {
    // Another item is another form; one without an item has none yet.
    form.reset()
    walk.setState({ page: null })
    if (now.item !== undefined) void form.open(now.id)
  }
  const isServed = now.phase === 'served' || now.phase === 'closing'
  if (isServed && (isNew || before?.phase !== now.phase)) void identity.open(now.id)
  // After a reload, too.
  if (hasMedia(now)) {
    void media.capture()
    media.open()
  } else if (before !== null && hasMedia(before)) media.release()
}

/** Leaves nothing of the person behind: not in memory, not on the screen, not in the look (VISIT-1). */
const wipe = (stores: Stores): void => {
  const { call, talk, marks, form, identity, record, recording, catalogue, captions } = stores
  const { surface, media, walk, generation } = stores
  for (const store of [call, talk, marks, form, identity, record, recording, catalogue]) store.reset()
  media.release()
  walk.setState(walkBegins, true)
  if (surface === 'kiosk') {
    forgetLook()
    talk.forget()
    captions.forget()
    void forgetLanguage()
  }
  generation.setState({ number: generation.getState().number + 1 })
}
