import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/** One pen for all: 24 units, stroke 2, round ends, nothing filled but small dots. */
const strokes = {
  add: 'M12 5v14M5 12h14',
  back: 'M19 12H5M11 6l-6 6 6 6',
  bad: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9 9l6 6M15 9l-6 6',
  break: 'M5 9h12v5a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM17 10h1a2.5 2.5 0 0 1 0 5h-1M9 5V3M13 5V3',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7',
  captions: 'M3 5h18v14H3zM10 10.5a2 2 0 1 0 0 3M17 10.5a2 2 0 1 0 0 3',
  card: 'M3 6h18v13H3zM8 10.5a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2M6 16.5h4M13.5 11H18M13.5 15H18',
  care: 'M3 19 8 6l5 13M4.8 14.5h6.4M19 10v8M15 14h8',
  chat: 'M4 5h16v11H10l-4 4v-4H4zM8 9.5h8M8 12.5h5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6L6 18',
  dark: 'M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  download: 'M12 4v12M7 11l5 5 5-5M4 16v4h16v-4',
  down: 'M6 9.5l6 6 6-6',
  edit: 'M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3',
  end: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  expand: 'M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6',
  eyeOff:
    'M4 4l16 16M9.5 6a9 9 0 0 1 2.5-.4c6 0 9.5 6.4 9.5 6.4a16 16 0 0 1-3 3.7M6 8a16 16 0 0 0-3.5 4s3.5 6.5 9.5 6.5a9 9 0 0 0 4-1M10 10a2.8 2.8 0 0 0 4 4',
  face: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M9 9.5v1M15 9.5v1M8.5 14.5a4.5 4.5 0 0 0 7 0',
  forward: 'M5 12h14M13 6l6 6-6 6',
  good: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.2l2.8 2.8 5.2-5.6',
  hangUp:
    'M3 14.5c0-1 .5-2 1.5-2.6a15 15 0 0 1 15 0c1 .6 1.5 1.6 1.5 2.6v1l-4.5 1-1-3a12 12 0 0 0-7 0l-1 3L3 15.5z',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.7.3-1.1.9-1.1 1.7M12 16.8v.1',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.5v.1',
  language:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c2.5 2.5 3.7 5.5 3.7 9s-1.2 6.5-3.7 9c-2.5-2.5-3.7-5.5-3.7-9S9.5 5.5 12 3',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  microphone: 'M12 3.5a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0v-5a3 3 0 0 0-3-3M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  microphoneOff:
    'M4 4l16 16M9 9v2.5a3 3 0 0 0 4.5 2.6M15 11V6.5a3 3 0 0 0-5.7-1.2M5.5 11.5a6.5 6.5 0 0 0 10.5 5M18 14a6.5 6.5 0 0 0 .5-2.5M12 18v3',
  minus: 'M5 12h14',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  network: 'M3 9.5a13 13 0 0 1 18 0M6 13a9 9 0 0 1 12 0M9 16.3a4.5 4.5 0 0 1 6 0M12 19.5v.1',
  office: 'M4 20h16M5 20V10h14v10M3.5 10 12 4l8.5 6zM9 20v-6M12 20v-6M15 20v-6',
  pause: 'M9 5v14M15 5v14',
  pen: 'M4 20c3-1 4-6 6-6s0 4 2 4 2.5-2 4-2M13 12l6-8 2 1.5-6 8-2.5 1z',
  people:
    'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M3 19c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M15.5 5.5a3 3 0 0 1 0 5.5M17 13.8c2.4.6 4 2.5 4 5.2',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c0-3.8 3.3-6 7.5-6s7.5 2.2 7.5 6',
  phone:
    'M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1.5 1.5 0 0 1-1.5 1.5C11 20 4 13 3.5 5.5A1.5 1.5 0 0 1 5 4z',
  play: 'M8 5l11 7-11 7z',
  pointer: 'M5 4l14 6-6 2.5L10.5 19z',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7zM16.5 11v.1',
  progress: 'M5 6h.1M5 12h.1M5 18h.1M9.5 6H20M9.5 12H20M9.5 18H15',
  record: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  refresh: 'M19.5 12A7.5 7.5 0 1 1 17 6.5L19.5 9M19.5 4v5h-5',
  remove: 'M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20.5 20.5',
  send: 'M4 12 20.5 4.5 16 20l-4.5-6.5zM11.5 13.5l9-9',
  settings: 'M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h9M17 17h3M15 15v4',
  shield: 'M12 3l8 3v6c0 4.5-3.5 7.5-8 9-4.5-1.5-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  smartphone: 'M7 3h10v18H7zM11 18h2',
  speaker: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  undo: 'M4 10h10a5.5 5.5 0 0 1 0 11H9M8.5 5.5 4 10l4.5 4.5',
  up: 'M6 14.5l6-6 6 6',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  video: 'M3 6h12v12H3zM15 10.5 21 7v10l-6-3.5',
  videoOff: 'M4 4l16 16M3 6h1.5M9 6h6v6M15 15.5V18H3V6M15 10.5 21 7v10l-3-1.7',
  warn: 'M12 3.5 22 20.5H2zM12 10v5M12 17.6v.1',
} as const

export type IconName = keyof typeof strokes

export const iconNames = Object.keys(strokes) as readonly IconName[]

/** A drawing beside words; never alone, so it says nothing to screen readers. Sized by the text around it. */
export const Icon = ({
  name,
  className,
}: {
  readonly name: IconName
  readonly className?: string
}): ReactNode => (
  <svg
    viewBox="0 0 24 24"
    className={classes('size-[1.375em] shrink-0', className)}
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={strokes[name]} />
  </svg>
)

/** The mark of the product: a window. Not the national emblem, whose use is regulated by law. */
export const Mark = ({ className }: { readonly className?: string }): ReactNode => (
  <svg viewBox="0 0 32 32" className={classes('shrink-0', className)} aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="7" className="fill-emblem" />
    <path
      d="M8 7h16v18H8zM16 7v18M8 16h16"
      fill="none"
      className="stroke-paper"
      strokeWidth="2.4"
      strokeLinejoin="round"
    />
  </svg>
)
