import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { list, look } from '../store/list.ts'
import type { Party } from '../visit/party.ts'
import { bothOf, partyOf, sideOf } from '../visit/party.ts'
import { createPut } from './put.ts'
import { sweep } from './safe.ts'
import type { Safe } from './safe.ts'
import { isStill, viewFile } from './view.ts'

type RecordHandlers = HandlersOf<'record'>

/** A paper of this visit that is not handed in yet; another visit's is `notFound`. */
const openPaper = async (work: Work, { visit }: Party, fileId: string): Promise<Loaded<'file'>> => {
  const file = await work.load('file', fileId)
  const isOfVisit = file?.state.visitId === visit.id && file.state.phase === 'stored'
  if (file === null || !isOfVisit || file.state.purpose === 'chat') return work.refuse({ code: 'notFound' })
  if (visit.state.reference !== undefined) return work.refuse({ code: 'wrongState', detail: ['submitted'] })
  return file
}

const remove =
  (house: House, safe: Safe): RecordHandlers['record.remove'] =>
  async ({ visitId, fileId }, { actor, cause }) => {
    const outcome = await house.commit(cause, async (work) => {
      const party = await partyOf(work, actor, visitId)
      const file = await openPaper(work, party, fileId)
      // What an identity check rests on is not the applicant's to take away.
      if (isStill(file.state.purpose)) return work.refuse({ code: 'notFound' })
      work.save(file, { ...file.state, phase: 'removed' }, { name: 'removed' })
      work.announce({ name: 'record.removed', data: { visitId, fileId }, to: bothOf(party.visit.state) })
      return {}
    })
    if (outcome.ok) await sweep(house, safe, visitId)
    return outcome
  }

const judge =
  (house: House): RecordHandlers['record.judge'] =>
  ({ visitId, fileId, verdict, reason }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const party = await partyOf(work, actor, visitId)
      const file = await openPaper(work, party, fileId)
      if (file.state.purpose !== 'material')
        return work.refuse({ code: 'wrongState', detail: [file.state.purpose] })
      const why = reason?.trim() ?? ''
      if (verdict === 'returned' && why === '') return work.refuse({ code: 'incomplete', detail: ['reason'] })
      const { reason: _reason, ...rest } = file.state
      const next = { ...rest, verdict, ...(verdict === 'returned' ? { reason: why } : {}) }
      work.save(file, next, { name: 'judged', data: { verdict, reason: next.reason } })
      work.announce({ name: 'record.changed', data: viewFile(next), to: bothOf(party.visit.state) })
      return {}
    })

/** The applicant's own papers, or all files of the visit the clerk serves. */
const files =
  (house: House): RecordHandlers['record.files'] =>
  async ({ visitId }, { actor }) => {
    const visit = await look(house.db, 'visit', visitId)
    const side = visit === null ? null : sideOf(actor, visit)
    if (side === null) return refuse('notFound')
    const stored = await list(house.db, 'file', { visitId, phases: ['stored'] })
    const seen = stored.filter(
      ({ state: { purpose } }) =>
        purpose !== 'result' && purpose !== 'chat' && (side === 'clerk' || !isStill(purpose)),
    )
    return ok({ files: seen.map(({ state }) => viewFile(state)) })
  }

/** Papers, stills and signatures of a visit. */
export const createRecordHandlers = (house: House, safe: Safe): RecordHandlers => ({
  'record.put': createPut(house, safe),
  'record.remove': remove(house, safe),
  'record.judge': judge(house),
  'record.files': files(house),
})
