import { createStore } from 'zustand/vanilla'

/** What kind of screen this is: sets type size, target size and spacing (see tokens.css). */
export type Surface = 'kiosk' | 'phone' | 'desk' | 'wall'

export interface Look {
  readonly surface: Surface
  /** Care mode: larger type and targets for people who want them. */
  readonly care: boolean
  readonly dark: boolean
}

/** A hall's screen, standing or lying: people stand before it and touch it. */
const hallScreen = '(min-width: 1000px) and (min-height: 1400px), (min-width: 1600px) and (pointer: coarse)'

/** A page for everybody is read in a hand, or standing before a hall's screen. */
export const publicSurface = (): Surface => (window.matchMedia(hallScreen).matches ? 'kiosk' : 'phone')

const careKey = 'farwindow.care'
const darkKey = 'farwindow.dark'

const remembered = (key: string): boolean => {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false // storage may be forbidden; the choice then lasts as long as the page
  }
}

const remember = (key: string, on: boolean): void => {
  try {
    if (on) localStorage.setItem(key, 'on')
    else localStorage.removeItem(key)
  } catch {
    // as above
  }
}

const paint = ({ surface, care, dark }: Look): void => {
  const { dataset } = document.documentElement
  dataset['surface'] = surface
  dataset['care'] = care ? 'on' : 'off'
  dataset['theme'] = dark ? 'dark' : 'light'
}

/** How everything looks at this moment; each change is painted on the document element. */
export const look = createStore<Look>(() => ({ surface: 'phone', care: false, dark: false }))
look.subscribe(paint)

/** Begins a page on its surface with the remembered choices. The wallboard is dark by default. */
export const enterSurface = (surface: Surface): void => {
  const isPublic = surface === 'kiosk' || surface === 'phone'
  look.setState({
    surface,
    care: isPublic && remembered(careKey),
    dark: surface === 'wall' || (surface === 'desk' && remembered(darkKey)),
  })
}

export const setCare = (care: boolean): void => {
  remember(careKey, care)
  look.setState({ care })
}

export const setDark = (dark: boolean): void => {
  if (look.getState().surface === 'desk') remember(darkKey, dark)
  look.setState({ dark })
}

/** After a visit at a kiosk: the next person starts with the usual look. */
export const forgetLook = (): void => {
  remember(careKey, false)
  look.setState({ care: false })
}
