import { createHash } from 'node:crypto'
import { shownName } from '@farwindow/shared/call/filename.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { checkFile } from '../record/acceptance.ts'
import { orDiscard, store } from '../record/safe.ts'
import type { Safe } from '../record/safe.ts'
import { stripped } from '../record/strip.ts'
import { list } from '../store/list.ts'
import { allOf, needTalking, talking } from './talking.ts'

/** More files than this in one visit's talk is somebody filling the disk. */
const mostPushed = 50

/** What is to be kept of a file somebody sends: its true type, and its bytes without what a picture says of its maker. */
const checked = async (
  name: string,
  bytes: Uint8Array,
): Promise<Outcome<{ readonly type: string; readonly bytes: Uint8Array }>> => {
  const type = await checkFile({ purpose: 'chat', name, bytes }, null)
  if (!type.ok) return type
  const clean = stripped(type.value, bytes)
  return clean === null ? refuse('fileType', 'broken') : ok({ type: type.value, bytes: clean })
}

/** A file from one to the other (TALK-6 … TALK-8): checked, stripped, sealed with the visit's key, said in the call. */
export const createPush =
  (house: House, safe: Safe): HandlersOf<'talk'>['talk.push'] =>
  async ({ callId, name, bytes }, { actor, cause }) => {
    const shown = shownName(name)
    if (shown === '') return refuse('malformed', 'name')
    const found = await talking(house, actor, cause, callId)
    if (!found.ok) return found
    const { visitId, jurisdiction } = found.value.call
    const stored = await list(house.db, 'file', { visitId, phases: ['stored'] })
    if (stored.filter(({ state }) => state.purpose === 'chat').length >= mostPushed)
      return refuse('wrongState', 'tooManyFiles')
    const content = await checked(shown, bytes)
    if (!content.ok) return content
    const id = house.newId()
    const kept = await store(house, safe, visitId, [{ id, bytes: content.value.bytes }])
    if (!kept.ok) return kept
    const [{ key } = { key: '' }] = kept.value
    const { type } = content.value
    const sizeBytes = content.value.bytes.length
    const sha256 = createHash('sha256').update(content.value.bytes).digest('hex')
    return orDiscard(house, safe, kept.value, () =>
      house.commit(cause, async (work) => {
        const { call, side: by } = await needTalking(work, actor, callId)
        const file = { id, name: shown, type, sizeBytes }
        const state = { phase: 'stored', ...file, visitId, purpose: 'chat', key, at: work.at } as const
        const data = { purpose: 'chat', by, type, sizeBytes, sha256 }
        work.create('file', id, state, { name: 'stored', data }, { visitId, jurisdiction })
        work.note(call, { name: 'said', data: { by, text: shown, file } })
        const line = { callId, by, text: shown, file, at: work.at }
        work.announce({ name: 'call.said', data: line, to: allOf(call.state) })
        return file
      }),
    )
  }
