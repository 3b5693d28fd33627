import type { Role } from '@farwindow/shared/people/role.ts'
import type { Input, Output, requests, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { World } from './world.ts'

type Declared<N extends RequestName> = (typeof requests)[N]
type By<N extends RequestName> = Declared<N>['by'][number]

/** How one request is asked in the course of the day, and what exactly each role that may ask it is answered then. */
export interface Sample<N extends RequestName> {
  /** What has to be there, beyond what the requests before it made. */
  readonly before?: (world: World) => Promise<void>
  readonly input: (world: World, role: Role) => Input<N> | Promise<Input<N>>
  /** The one code each role gets; roles ask in the order of their list, so a later one may find it done. */
  readonly answers: { readonly [R in By<N>]: 'ok' | Declared<N>['refuses'][number] }
  /** Keeps what later requests are about. */
  readonly learn?: (world: World, value: Output<N>, role: Role) => void
  /** What follows by itself, or must be set right for what comes next. */
  readonly after?: (world: World) => Promise<void>
}

/** A part of the day. */
export type Samples<N extends RequestName> = { readonly [K in N]: Sample<K> }
/** The names of a noun's requests. */
export type NamesOf<Noun extends string> = Extract<RequestName, `${Noun}.${string}`>
