import {
  lazy,
  Suspense,
  useLayoutEffect,
  type ComponentType,
  type LazyExoticComponent,
  type ReactNode,
} from 'react'
import { Link, Route, Switch } from 'wouter'
import { ErrorState, Loading } from './parts/states.tsx'
import { Fence } from './pages/Fence.tsx'
import { enterSurface, publicSurface, type Surface } from './theme/look.ts'
import { moreWords, useWords } from './words/words.ts'

type Page = LazyExoticComponent<ComponentType>

/** A page in a chunk of its own; only the name of its component is written once more. */
const light = <N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N): Page =>
  lazy(async () => ({ default: (await load())[name] }))

/** The same for one that needs more words than an applicant's first screens do. */
const page = <N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N): Page =>
  light(async () => (await Promise.all([load(), moreWords()]))[0], name)

interface Route {
  readonly path: string
  /** `public`: in a hand or in a hall, as the screen is. */
  readonly surface: Surface | 'public'
  readonly Page: Page
}

/** Every address of the product, on which kind of screen it stands, and where its page is. */
const routes: readonly Route[] = [
  { path: '/', surface: 'desk', Page: light(() => import('./pages/DoorPage.tsx'), 'DoorPage') },
  { path: '/kiosk', surface: 'kiosk', Page: light(() => import('./pages/KioskPage.tsx'), 'KioskPage') },
  { path: '/phone', surface: 'phone', Page: light(() => import('./pages/PhonePage.tsx'), 'PhonePage') },
  { path: '/guest', surface: 'public', Page: page(() => import('./pages/GuestPage.tsx'), 'GuestPage') },
  { path: '/clerk', surface: 'desk', Page: page(() => import('./pages/ClerkPage.tsx'), 'ClerkPage') },
  {
    path: '/supervisor',
    surface: 'wall',
    Page: page(() => import('./pages/SupervisorPage.tsx'), 'SupervisorPage'),
  },
  {
    path: '/administrator',
    surface: 'desk',
    Page: page(() => import('./pages/AdministratorPage.tsx'), 'AdministratorPage'),
  },
  {
    path: '/reviewer',
    surface: 'desk',
    Page: page(() => import('./pages/ReviewerPage.tsx'), 'ReviewerPage'),
  },
  {
    path: '/progress',
    surface: 'public',
    Page: page(() => import('./pages/ProgressPage.tsx'), 'ProgressPage'),
  },
]

const Gallery = import.meta.env.GALLERY ? page(() => import('./gallery/Gallery.tsx'), 'Gallery') : undefined

/** Paints the surface before the page is shown, so nothing jumps from one size to another. */
const OnSurface = ({
  surface,
  children,
}: {
  readonly surface: Route['surface']
  readonly children: ReactNode
}): ReactNode => {
  useLayoutEffect(() => enterSurface(surface === 'public' ? publicSurface() : surface), [surface])
  return children
}

const Missing = (): ReactNode => {
  const say = useWords('common')
  return (
    <main>
      <ErrorState
        title={say('missingTitle')}
        action={
          <Link href="/" className="text-action underline">
            {say('goHome')}
          </Link>
        }
      >
        {say('missingText')}
      </ErrorState>
    </main>
  )
}

export const Pages = (): ReactNode => {
  const say = useWords('common')
  return (
    <Fence>
      <Suspense fallback={<Loading words={say('loading')} slowWords={say('loadingSlow')} />}>
        <Switch>
          {routes.map(({ path, surface, Page }) => (
            <Route key={path} path={path}>
              <OnSurface surface={surface}>
                <Page />
              </OnSurface>
            </Route>
          ))}
          {Gallery !== undefined && (
            <Route path="/parts">
              <Gallery />
            </Route>
          )}
          <Route>
            <Missing />
          </Route>
        </Switch>
      </Suspense>
    </Fence>
  )
}
