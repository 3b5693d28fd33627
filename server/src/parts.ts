import type { Logger } from 'pino'
import type { IceServer } from '@farwindow/shared/call/media.ts'
import type { MediaHost } from './call/host.ts'
import type { Shelf } from './call/recording/shelf.ts'
import type { HostWatch } from './call/router.ts'
import type { GateParts } from './gateway/gate.ts'
import type { Files } from './record/files.ts'
import type { Database } from './store/database.ts'

/** What a desk is built from: every engine comes from outside and is closed there. */
export interface Parts {
  readonly db: Database
  readonly media: MediaHost
  /** How media nodes come in, where they are what moves media. */
  readonly nodes?: GateParts['nodes']
  /** False while media hosts with calls of the desk before may still come; unset: never. */
  readonly mediaSettled?: () => boolean
  /** Whether media hosts are there; unset: always. */
  readonly hostWatch?: HostWatch
  /** The TURN servers of a session’s browser. */
  readonly iceServers?: (party: string) => readonly IceServer[]
  /** Whether there is a recogniser captions come from. */
  readonly captions?: boolean
  readonly files: Files
  /** Where the media nodes' recordings are read. */
  readonly shelf: Shelf
  /** 32 bytes that wrap the key of every visit. */
  readonly masterKey: Uint8Array
  readonly now: () => number
  /** How late deadlines are seen at most that this process was not told of, ms; unset: as in service. */
  readonly longestSleepMs?: number
  readonly log: Logger
  readonly clientDir: string
  readonly tls: { readonly keyFile: string; readonly certFile: string } | null
  readonly publicUrl: string
}
