import type { z } from 'zod'
import type { Actor, Role } from '../people/role.ts'
import type { RefusalCode } from './refusal.ts'

/** One request of the protocol: who may ask what, and what comes back. */
export interface RequestDeclaration<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** One sentence for PROTOCOL.md. */
  readonly about: string
  readonly by: readonly Role[]
  readonly input: I
  readonly output: O
  /**
   * True when asking twice does no harm by nature (reading, or setting the same thing again).
   * False: the server keeps the first answer under the client-made request id and gives it again.
   */
  readonly safeToRepeat: boolean
  /** True: starts or ends a session, so it is answered over HTTP only, where the cookie can be set. */
  readonly overHttp?: boolean
  /** Refusals beyond the gateway's own. */
  readonly refuses: readonly RefusalCode[]
}

/** One notice of the protocol: what the server tells without being asked. */
export interface NoticeDeclaration<D extends z.ZodType = z.ZodType> {
  readonly about: string
  readonly to: readonly Role[]
  readonly data: D
  /** True: worth nothing a moment later (a cursor, a pointer). Not numbered and not kept for a page that comes back. */
  readonly passing?: boolean
  /**
   * What this viewer may see of it: the data, a masked copy, or nothing.
   * Pure; the only place where visibility of a notice is decided besides its audience.
   */
  readonly see?: (viewer: Actor, data: z.output<D>) => z.output<D> | null
}

/** Declares a noun's requests; only fixes the types. */
export const requests = <T extends Record<string, RequestDeclaration>>(table: T): T => table

/** Declares one notice; ties `see` to the schema of its data. */
export const notice = <D extends z.ZodType>(declaration: NoticeDeclaration<D>): NoticeDeclaration<D> =>
  declaration
