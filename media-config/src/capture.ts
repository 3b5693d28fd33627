/*
 * What we ask cameras and microphones for (Media Capture and Streams constraints). All `ideal`: a weaker
 * device is used as it is. EN 301 549 6.5 wants at least 640×480 at 20 frames a second for sign language.
 */

export const cameraConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
} as const

/**
 * A screen is read, not watched: every point of it, few frames. Sound is left out (the microphone is on), and so is
 * our own tab, in which the call would be seen within itself.
 */
export const screenConstraints = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: false,
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
} as const

/** Open speakers in a hall: without echo cancelling the far side hears itself. */
export const microphoneConstraints = {
  echoCancellation: { ideal: true },
  noiseSuppression: { ideal: true },
  autoGainControl: { ideal: true },
  channelCount: { ideal: 1 },
} as const
