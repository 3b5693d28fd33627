/** One line of the doctor's table: `missing` keeps the service from running, `note` does not. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'missing'
  readonly thing: string
  readonly text: string
}

export const ok = (thing: string, text: string): Finding => ({ state: 'ok', thing, text })
export const note = (thing: string, text: string): Finding => ({ state: 'note', thing, text })
export const missing = (thing: string, text: string): Finding => ({ state: 'missing', thing, text })
