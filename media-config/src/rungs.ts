import type { CameraUse } from './encodings.ts'

/**
 * What a camera's picture is reduced to when the network falls short, best first: size before frames, because a
 * face and signs must move (EN 301 549 6.5.4: 20 frames a second), and papers are judged on stills, not here. After the last
 * rung the picture is paused, and voice has all there is. `needKbit` is what VP8 needs for it to look as it should.
 */
export const rungs = [
  { scale: 1, fps: 30, needKbit: 700, voiceKbit: 40 },
  { scale: 1.5, fps: 30, needKbit: 400, voiceKbit: 40 },
  { scale: 2, fps: 30, needKbit: 250, voiceKbit: 40 },
  { scale: 3, fps: 30, needKbit: 150, voiceKbit: 32 },
  { scale: 4, fps: 15, needKbit: 80, voiceKbit: 24 },
] as const

/** How often the picture of such a camera is sent on a rung: signs are read from motion on each of them (GUEST-11). */
export const fpsAt = (rung: number, camera: CameraUse): number => {
  const { fps } = rungs[Math.min(rung, rungs.length - 1)] ?? rungs[0]
  return camera === 'signing' ? rungs[0].fps : fps
}

/** The rung on which there is no picture. */
export const pausedRung = rungs.length
/** Voice that has all to itself: understood well, and easier to get through. */
export const pausedVoiceKbit = 20
