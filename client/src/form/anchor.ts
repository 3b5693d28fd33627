import type { Anchor, Box } from '@farwindow/shared/call/mark.ts'
import { fieldId } from './screen.ts'

const prefix = fieldId('')
/** Whoever draws around an answer begins a little beside it. */
const besidePx = 12

/** The path of the field an element is in; null outside of all fields of the form. */
export const pathAround = (element: Element | undefined): string | null => {
  const id = element?.closest<HTMLElement>('[data-field]')?.dataset['field']
  return id?.startsWith(prefix) === true ? id.slice(prefix.length) : null
}

/** The answers one chooses from in a field, in their order. */
const choicesIn = (field: Element): readonly HTMLElement[] =>
  [...field.querySelectorAll('label')].filter((label) => label.querySelector('input') !== null)

/** The element a stroke lies on; null where its field is not shown. */
export const elementOf = (within: Element, { field: path, choice }: Anchor): Element | null => {
  const id = CSS.escape(fieldId(path))
  const field = within.querySelector(`[data-field="${id}"]`)
  if (field === null) return null
  // Notes below a field are there for one side only: what both see alike is the control.
  const control = field.matches(`#${id}`) ? field : (field.querySelector(`#${id}`) ?? field)
  return (choice === undefined ? null : choicesIn(field)[choice]) ?? control.closest('label') ?? control
}

const away = ({ left, top, width, height }: Box, x: number, y: number): number =>
  Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height))

/** What a stroke that begins at this point of the window lies on: the nearest field, and the answer in it if it is over one. */
export const anchorAt = (within: Element, x: number, y: number): Anchor | null => {
  const wayTo = (element: Element): number => away(element.getBoundingClientRect(), x, y)
  const [nearest] = [...within.querySelectorAll('[data-field]')]
    .filter((each) => pathAround(each) !== null)
    .map((element) => ({ element, way: wayTo(element) }))
    .sort((one, other) => one.way - other.way)
  const path = pathAround(nearest?.element)
  if (nearest === undefined || path === null) return null
  const ways = choicesIn(nearest.element).map(wayTo)
  const least = Math.min(...ways)
  return least > besidePx ? { field: path } : { field: path, choice: ways.indexOf(least) }
}
