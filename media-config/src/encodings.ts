/*
 * How browsers encode. One encoding each, no simulcast: a call has one viewer on each side, and a second
 * layer would only take bandwidth from the first.
 */

const kbit = 1000

/**
 * Per source: the ceiling, what Chromium's bandwidth estimate starts from (about the target, so that the
 * first picture is not held back by the pacer), and what is kept when bandwidth falls: a face must move,
 * a document must stay legible.
 */
export const videoEncodings = {
  camera: {
    maxBitrate: 2_000 * kbit,
    startBitrateKbit: 1_000,
    contentHint: 'motion',
    degradation: 'maintain-framerate',
  },
  screen: {
    maxBitrate: 2_500 * kbit,
    startBitrateKbit: 1_000,
    contentHint: 'detail',
    degradation: 'maintain-resolution',
  },
} as const

/** Speech: mono, loss repair on, no gaps (see codecs.ts). */
export const speechOptions = {
  opusStereo: false,
  opusFec: true,
  opusNack: true,
  opusDtx: false,
  opusMaxAverageBitrate: 40 * kbit,
} as const
