import type { StillStep } from '@farwindow/shared/identity/script.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { trackOf } from '../../call/owndevice.ts'
import { Video } from '../../call/Video.tsx'
import { CueDialog } from '../../identity/CueDialog.tsx'
import { IdentityPane } from '../../identity/IdentityPane.tsx'
import { useSkew } from '../../people/useSkew.ts'
import { useWords } from '../../words/words.ts'
import { StillDialog } from './StillDialog.tsx'
import type { Applicant } from './stores.ts'

/** The identity check in the call: what to do now, and the camera for its stills. */
export const IdentitySide = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { identity, record, media } = applicant
  const say = useWords('papers')
  const { identity: view, stillWanted } = useStore(identity.state)
  const camera = useStore(media.state, (now) => now.camera)
  const [taking, setTaking] = useState<StillStep | null>(null)
  return (
    <>
      <IdentityPane
        identity={view}
        stillWanted={stillWanted}
        onConsent={identity.consent}
        onDocument={identity.giveDocument}
        onStill={setTaking}
      />
      {taking !== null && (
        <StillDialog
          title={say(`still_${taking}`)}
          hint={say(taking === 'face' ? 'stillFace' : 'stillHold')}
          camera={camera}
          onClose={() => setTaking(null)}
          onUse={async (picture) => {
            const outcome = await record.put({ purpose: taking, name: `${taking}.jpg`, content: picture })
            if (outcome.ok) identity.forgetStill()
            return outcome
          }}
        />
      )}
    </>
  )
}

/** The cue stands over whatever the applicant is at: its time runs. */
export const Cue = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('call')
  const cue = useStore(applicant.identity.state, (now) => now.identity?.cue)
  const camera = useStore(applicant.media.state, (now) => now.camera)
  const skew = useSkew(applicant.link)
  const track = trackOf(camera)
  if (cue === undefined) return null
  return (
    <CueDialog
      key={cue.id}
      cue={cue}
      clockSkewMs={skew}
      mirror={track !== null && <Video tracks={[track]} label={say('you')} mirrored />}
    />
  )
}
