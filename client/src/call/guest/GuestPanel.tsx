import type { GuestView, LapsedGuest } from '@farwindow/shared/call/guestprotocol.ts'
import { mostGuests } from '@farwindow/shared/call/guest.ts'
import { useState, type ReactNode } from 'react'
import type { MediaView } from '../media/view.ts'
import { Button } from '../../parts/Button.tsx'
import { classes } from '../../parts/classes.ts'
import { Notice } from '../../parts/Notice.tsx'
import { useWords } from '../../words/words.ts'
import type { GuestActs } from './acts.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { PersonPicture } from './PersonPicture.tsx'
import { useShown } from './useShown.ts'

export interface GuestPanelProps {
  readonly guests: readonly GuestView[]
  readonly view: MediaView | null
  readonly speaker: string | null
  readonly acts: GuestActs
  /** Who did not come, or was gone too long. */
  readonly lapsed: LapsedGuest | null
  readonly onLapsedRead: () => void
  /** One shows one's screen: that takes of everybody's room. */
  readonly low: boolean
}

/** The clerk's side of it: who else is here, who is on the way, and asking somebody in. */
export const GuestPanel = ({
  guests,
  view,
  speaker,
  acts,
  lapsed,
  onLapsedRead,
  low,
}: GuestPanelProps): ReactNode => {
  const say = useWords('guest')
  const [inviting, setInviting] = useState(false)
  const present = guests.filter(({ phase }) => phase === 'present')
  const coming = guests.filter(({ phase }) => phase !== 'present')
  return (
    <section aria-label={say('panel')} className="flex flex-col gap-2">
      {lapsed !== null && (
        <Notice
          tone="warn"
          announce
          title={say(lapsed.tookPart ? 'lapsedGone' : 'lapsed', {
            who:
              lapsed.name === undefined
                ? say(`kind_${lapsed.kind}`)
                : `${say(`kind_${lapsed.kind}`)} ${lapsed.name}`,
          })}
          action={
            <Button small onPress={onLapsedRead}>
              {say('lapsedRead')}
            </Button>
          }
        />
      )}
      {coming.map((one) => (
        <Coming key={one.id} one={one} acts={acts} />
      ))}
      <div className={classes('grid items-center gap-2', present.length > 0 && 'grid-cols-2')}>
        {present.map((one) => (
          <Present
            key={one.id}
            one={one}
            view={view}
            speaking={speaker === one.party}
            acts={acts}
            low={low}
          />
        ))}
        {guests.length < mostGuests && (
          <div className="flex justify-center">
            <Button icon="add" onPress={() => setInviting(true)}>
              {say('invite')}
            </Button>
          </div>
        )}
      </div>
      {inviting && <InviteDialog acts={acts} onClose={() => setInviting(false)} />}
    </section>
  )
}

interface OneProps {
  readonly one: GuestView
  readonly acts: GuestActs
}

const Present = ({
  one,
  acts,
  view,
  speaking,
  low,
}: OneProps & Pick<GuestPanelProps, 'view' | 'low'> & { readonly speaking: boolean }): ReactNode => {
  const say = useWords('guest')
  const { name, kind } = useShown()(one)
  return (
    <PersonPicture
      view={view}
      party={one.party}
      name={name}
      capacity={kind}
      away={one.away}
      speaking={speaking}
      whole={one.kind === 'interpreter'}
      // No higher than what a small screen has left below the applicant and the switches.
      className={classes(
        'aspect-video w-full rounded-card 2xl:max-h-[27vh]',
        low ? 'max-h-[15vh]' : 'max-h-[18vh]',
      )}
      action={
        <button
          type="button"
          aria-label={say('removeLong', { name })}
          className="rounded-part px-1.5 font-medium underline underline-offset-4 focus-visible:outline-on-stage"
          onClick={() => void acts.remove(one.id)}
        >
          {say('remove')}
        </button>
      }
    />
  )
}

/** Invited, asking, or at the door. */
const Coming = ({ one, acts }: OneProps): ReactNode => {
  const say = useWords('guest')
  const { name, kind } = useShown()(one)
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-part border border-line bg-paper px-3 py-1.5"
    >
      <p className="grow">
        <span className="font-semibold">{one.name === undefined ? kind : name}</span>
        {one.name !== undefined && <span className="ml-2 text-quiet">{kind}</span>}
        <span className="ml-2">
          {say(
            one.away ? 'state_unreached' : one.phase === 'present' ? 'state_present' : `state_${one.phase}`,
          )}
        </span>
      </p>
      {one.phase === 'asking' && (
        <Button kind="primary" onPress={() => acts.admit(one.id)}>
          {say('admit')}
        </Button>
      )}
      <Button onPress={() => acts.remove(one.id)}>
        {say(one.phase === 'asking' ? 'refuse' : 'takeBack')}
      </Button>
    </div>
  )
}
