import type { CallRoute } from '@farwindow/shared/call/route.ts'
import { onStage } from './view.ts'
import type { Remote } from './view.ts'

/** How the way stands that is to take the stage. */
export interface NextWay {
  readonly route: CallRoute
  readonly remotes: readonly Remote[]
  /** Its connection is up. */
  readonly up: boolean
  /** It has been for so long that what it did not bring is not waited for. */
  readonly late: boolean
}

/** `whenMoving`: as soon as its picture does. */
export type Readiness = 'yes' | 'no' | 'whenMoving'

/**
 * Whether another way may take the stage from the one that is shown (DIRECT-6): what is there now comes over it, or
 * there is nothing to wait for. What comes directly is alive, or it would be lost: it is not given up for what has not
 * come. Of a media host it is not known, and it is waited for a while.
 */
export const readinessOf = (shown: readonly Remote[], { route, remotes, up, late }: NextWay): Readiness => {
  const [now, next] = [onStage(shown), onStage(remotes)]
  const lacksSound = now.sound?.muted === false && next.sound === undefined
  const lacksPicture = now.picture?.muted === false && (next.picture === undefined || next.picture.thin)
  if ((lacksSound || lacksPicture) && (route === 'sfu' || !late)) return 'no'
  if (next.picture?.muted === false) return 'whenMoving'
  // Closed by the person, it will not come; paused for the network, it may be back in a moment.
  if (next.sound !== undefined && next.picture?.muted === true && !next.picture.thin) return up ? 'yes' : 'no'
  return late ? 'yes' : 'no'
}
