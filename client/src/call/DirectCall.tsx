import { useState, type ReactNode } from 'react'
import { DirectNotice } from './DirectNotice.tsx'
import type { MediaStore } from './mediastore.ts'
import type { CallStore } from './store.ts'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/words.ts'

export interface DirectCallProps {
  readonly media: MediaStore
  readonly call: CallStore
}

/** That the call is not recorded, and the press that brings it to a media server. */
export const DirectCall = ({ media, call }: DirectCallProps): ReactNode => {
  const say = useWords('direct')
  const [asked, setAsked] = useState<string | null>(null)
  const callId = call.state.getState().call?.id ?? null
  const leave = async (): Promise<void> => {
    const outcome = await call.leaveDirect()
    if (outcome.ok) setAsked(callId)
  }
  const isAsked = asked !== null && asked === callId
  return (
    <DirectNotice
      media={media}
      action={isAsked ? undefined : <Button onPress={() => void leave()}>{say('leave')}</Button>}
    >
      {say(isAsked ? 'leaving' : 'clerkText')}
    </DirectNotice>
  )
}
