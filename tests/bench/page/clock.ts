import type { Frame } from '@farwindow/client/call/media/frames.ts'

/** A page whose answer and first picture can be timed; times in ms since the epoch. */
export interface Stage {
  /** Presses answer; answers when that was. */
  answer(callId: string): number
  /** When the first picture of the far side was shown. */
  firstFrame(): Promise<number>
}

/** The page clock of one process, on the clock all processes of this machine share. */
export const wallClock = ({ atMs }: Frame): number => performance.timeOrigin + atMs

export function farVideo(): HTMLVideoElement {
  const video = document.querySelector('video')
  if (video === null) throw new Error('the page has no video element')
  return video
}
