import type { Actor } from '@farwindow/shared/people/role.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Look } from '../handler.ts'
import type { House } from '../house.ts'
import { causeOf } from '../store/cause.ts'
import type { Work } from '../store/commit.ts'
import type { FileState } from '../store/kinds.ts'
import { sideOf } from '../visit/party.ts'
import { readFile } from './safe.ts'
import type { Safe } from './safe.ts'
import { isStill } from './view.ts'

/** The reviewer sees what belongs to a case of their office. */
const isReviewed = async (work: Work, actor: Actor, reference: string | undefined): Promise<boolean> => {
  const found = reference === undefined ? null : await work.load('case', reference)
  return found !== null && found.state.jurisdiction === actor.jurisdiction
}

/**
 * Who may see a file (RECORD-6): its applicant (stills excepted) while the visit lasts, the clerk during the call
 * and its wrap-up, and a reviewer of the office that decides the case made of it; what was sent in the talk is the
 * two's alone (TALK-7).
 */
const maySee = async (work: Work, actor: Actor, file: FileState): Promise<boolean> => {
  const visit = file.phase === 'stored' ? await work.load('visit', file.visitId) : null
  if (visit === null) return false
  if (actor.role === 'reviewer' && file.purpose !== 'chat')
    return isReviewed(work, actor, visit.state.reference)
  // The applicant fetches a result with reference and code (CASE-18).
  if (file.purpose === 'result') return false
  const side = sideOf(actor, visit.state)
  return side === 'clerk' || (side === 'applicant' && !isStill(file.purpose))
}

/** The bytes of a file for somebody; that they looked is committed before they see anything (RECORD-6). */
export const createLook =
  (house: House, safe: Safe): Look =>
  async (actor, fileId) => {
    if (!/^[\w-]{1,64}$/.test(fileId)) return refuse('notFound')
    const seen = await house.commit({ by: causeOf(actor) }, async (work) => {
      const file = await work.need('file', fileId)
      if (!(await maySee(work, actor, file.state))) return work.refuse({ code: 'notFound' })
      work.note(file, { name: 'looked' })
      return file.state
    })
    if (!seen.ok) return seen
    const bytes = await readFile(house, safe, seen.value)
    return bytes.ok ? ok({ type: seen.value.type, bytes: bytes.value }) : bytes
  }
