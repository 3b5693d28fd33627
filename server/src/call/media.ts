import type { IceServer } from '@farwindow/shared/call/media.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import { createRecorder } from '../recording/recorder.ts'
import type { Announce } from '../store/announcement.ts'
import type { Changed } from '../store/commit.ts'
import { openScribe } from './captions/scribe.ts'
import type { Scribe } from './captions/scribe.ts'
import { openDirect } from './direct.ts'
import { openExchange } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import type { MediaHost } from './host.ts'
import { audienceOf, isCurrent, mediaHandlers } from './mediahandlers.ts'
import type { Shelf } from './recording/shelf.ts'
import { createSwitchboard } from './switchboard.ts'

export interface CallMediaParts {
  readonly house: House
  readonly host: MediaHost
  /** False while hosts with calls of the desk before may still come. */
  readonly isSettled?: (() => boolean) | undefined
  /** STUN and TURN servers of a party’s browser. */
  readonly iceServers?: ((party: string) => readonly IceServer[]) | undefined
  /** Whether there is a recogniser captions come from. */
  readonly captions: boolean
  readonly vault: Vault
  readonly shelf: Shelf
  readonly announce: Announce
}

/** All that carries voices and pictures of calls, writes them down and keeps them. */
export interface CallMedia {
  readonly handlers: HandlersOf<'media'> & Omit<HandlersOf<'direct'>, 'direct.leave'>
  readonly scribe: Pick<Scribe, 'want'>
  readonly leave: Exchange['leave']
  learn(changed: readonly Changed[]): void
  /** After a restart, with the calls that ring or go on. */
  recover(calls: readonly { readonly state: CallState }[]): Promise<void>
  close(): Promise<void>
}

/** Opens it on a media host. It does what committed calls and recordings say, and decides nothing. */
export const openCallMedia = (parts: CallMediaParts): CallMedia => {
  const { house, host, announce, vault, shelf } = parts
  const exchange = openExchange({
    host,
    newId: house.newId,
    tell: (party, notice) => announce([{ ...notice, to: [audienceOf(party)] }]),
    isWanted: (party) => isCurrent(house.db, party),
    seated: (party) => recorder.seated(party),
    iceServers: parts.iceServers,
    isSettled: parts.isSettled,
  })
  const switchboard = createSwitchboard(exchange, house.log)
  const direct = openDirect({ announce, iceServers: parts.iceServers ?? (() => []) })
  const scribe = openScribe({ house, host, peerOf: exchange.peerOf, announce, offered: parts.captions })
  const recorder = createRecorder({ house, host, exchange, vault, shelf })

  return {
    handlers: { ...mediaHandlers(house.db, exchange), ...direct.handlers },
    scribe,
    leave: exchange.leave,
    learn: (changed) => {
      // Before the switchboard: a page hears where its call goes before it hears that the former way is given up.
      direct.learn(changed)
      switchboard.learn(changed)
      scribe.learn(changed)
      recorder.learn(changed)
    },
    recover: async (calls) => {
      direct.recover(calls)
      await switchboard.recover(calls)
      await recorder.recover()
    },
    close: async () => {
      scribe.close()
      await recorder.close()
      await exchange.close()
    },
  }
}
