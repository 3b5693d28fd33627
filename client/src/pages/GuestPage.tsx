import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { GuestDoor, GuestRoom } from '../call/guest/GuestRoom.tsx'
import { JoinAsGuest } from '../call/guest/JoinAsGuest.tsx'
import { createGuestStore, selfIn, type GuestStore } from '../call/guest/store.ts'
import { createLink, type Link } from '../link.ts'
import { Button } from '../parts/Button.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { PageHeading } from '../parts/PageHeading.tsx'
import { EmptyState, Loading } from '../parts/states.tsx'
import { OfflineBar } from '../people/OfflineBar.tsx'
import { GuestRecording } from '../recording/GuestRecording.tsx'
import { createGuestRecording, type GuestRecordingStore } from '../recording/gueststore.ts'
import { useWords } from '../words/words.ts'
import { readHash, takeHash } from './applicant/hash.ts'
import { PublicSwitches } from './PublicSwitches.tsx'

interface Made {
  readonly link: Link
  readonly guest: GuestStore
  readonly recording: GuestRecordingStore
}

/** A helper or an interpreter, in one call: let in by a one-time code. */
export const GuestPage = (): ReactNode => {
  const [{ link, guest, recording }] = useState((): Made => {
    const own = createLink('guest')
    const store = createGuestStore(own)
    return { link: own, guest: store, recording: createGuestRecording(own, store) }
  })
  const [code] = useState(readHash)
  useEffect(() => {
    // A link that was opened before: the session it began may still be good. A new one asks for a name first.
    if (takeHash() === null) link.connect()
    return () => {
      recording.close()
      guest.close()
      link.close()
    }
  }, [link, guest, recording])
  const common = useWords('common')
  const say = useWords('guest')
  const { phase } = useStore(link.state)
  const { call, known, over } = useStore(guest.state)
  const self = selfIn(call)
  if (call !== null && self?.phase === 'present')
    return <InCall link={link} guest={guest} recording={recording} />
  if (call !== null && self !== undefined)
    return (
      <PageFrame brand={common('product')} title={say('doorTitle')} topEnd={<PublicSwitches />}>
        <GuestDoor guest={guest} call={call} />
      </PageFrame>
    )
  if (over !== null || (known && phase === 'online')) return <Over guest={guest} />
  if (code !== null || phase === 'signedOut') return <Outside guest={guest} code={code} />
  return (
    <PageFrame brand={common('product')} title={say('pageTitle')}>
      <Loading words={common('loading')} slowWords={common('loadingSlow')} />
    </PageFrame>
  )
}

const InCall = ({ link, guest, recording }: Made): ReactNode => {
  const say = useWords('guest')
  const call = useStore(guest.state, (now) => now.call)
  const self = selfIn(call)
  if (call === null || self === undefined) return null
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex flex-wrap items-center gap-x-4 border-t-4 border-t-emblem bg-paper px-4 py-1">
        <PageHeading>{say('roomTitle')}</PageHeading>
        <div className="ml-auto md:order-last">
          <PublicSwitches />
        </div>
        <p className="basis-full text-note leading-tight text-quiet md:basis-auto">
          {say('roomText', { kind: say(`kind_${self.kind}`) })}
        </p>
      </header>
      <OfflineBar link={link} />
      <main className="flex min-h-0 grow flex-col">
        <GuestRoom guest={guest} call={call} top={<GuestRecording recording={recording} />} />
      </main>
    </div>
  )
}

const Outside = ({
  guest,
  code,
}: {
  readonly guest: GuestStore
  readonly code: string | null
}): ReactNode => {
  const common = useWords('common')
  const say = useWords('guest')
  const [refused, setRefused] = useState<Refusal | null>(null)
  return (
    <PageFrame
      brand={common('product')}
      title={say('pageTitle')}
      lead={say('pageLead')}
      topEnd={<PublicSwitches />}
    >
      <JoinAsGuest
        code={code}
        refused={refused}
        onJoin={async (typed, name) => {
          const outcome = await guest.join(typed, name)
          setRefused(outcome.ok ? null : outcome.refusal)
        }}
      />
    </PageFrame>
  )
}

/** Out of the call, and why; thanked, whoever ended it. */
const Over = ({ guest }: { readonly guest: GuestStore }): ReactNode => {
  const common = useWords('common')
  const say = useWords('guest')
  const over = useStore(guest.state, (now) => now.over)
  const [again, setAgain] = useState(false)
  if (again) return <Outside guest={guest} code={null} />
  return (
    <PageFrame brand={common('product')} title={say('overTitle')} topEnd={<PublicSwitches />}>
      <EmptyState
        icon="check"
        title={say(`over_${over ?? 'unknown'}`)}
        action={<Button onPress={() => setAgain(true)}>{say('overAgain')}</Button>}
      />
    </PageFrame>
  )
}
