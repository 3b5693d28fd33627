/** What a key does at the desk. Written on the buttons, and listed in words under "keys". */
export const deskKeys = {
  answer: 'F2',
  ready: 'F3',
  microphone: 'F4',
  form: 'F6',
  papers: 'F7',
  identity: 'F8',
  still: 'F9',
  submit: 'F10',
  quick1: 'Alt+1',
  quick2: 'Alt+2',
  quick3: 'Alt+3',
  quick4: 'Alt+4',
  write: 'Alt+5',
} as const

export type DeskAct = keyof typeof deskKeys

export const acts = Object.keys(deskKeys).filter((act): act is DeskAct => act in deskKeys)

/** As much of a keyboard event as tells one key from another. */
export interface Pressed {
  readonly key: string
  readonly code: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly repeat: boolean
}

/** The key as it is written on a button: `F2`, `Alt+1`. With Alt some layouts type other signs; the digit row stays. */
const written = ({ key, code, altKey }: Pressed): string =>
  altKey && /^Digit\d$/.test(code) ? `Alt+${code.slice(-1)}` : altKey ? '' : key

/** What this key does at the desk, or null. A key held down does nothing the second time (DESK-1). */
export const actOf = (pressed: Pressed): DeskAct | null => {
  if (pressed.repeat || pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return null
  const key = written(pressed)
  return acts.find((act) => deskKeys[act] === key) ?? null
}
