import { summariseCase } from '@farwindow/shared/case/view.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { visitKey } from '../record/safe.ts'
import type { Safe } from '../record/safe.ts'
import { look } from '../store/list.ts'
import { sideOf } from '../visit/party.ts'
import { createAccess } from './access.ts'
import { createHolding } from './holder.ts'
import { casesOf } from './list.ts'
import { lowRatingsOf } from './lowratings.ts'
import { progressOf } from './names.ts'
import { createResubmit } from './resubmit.ts'
import { createFetchResult, createPutResult } from './result.ts'
import { createReviewing } from './review.ts'
import { createShow } from './show.ts'
import { createSubmit } from './submit.ts'

type CaseHandlers = HandlersOf<'case'>

/** Reference and code, in the clear for the applicant of this very visit and for nobody else (CASE-9). */
const receipt =
  (house: House, safe: Safe): CaseHandlers['case.receipt'] =>
  async (_input, { actor }) => {
    const visit = actor.visitId === undefined ? null : await look(house.db, 'visit', actor.visitId)
    if (visit?.reference === undefined || sideOf(actor, visit) !== 'applicant') return ok(null)
    const { reference } = visit
    const [given, found, key] = await Promise.all([
      look(house.db, 'receipt', reference),
      look(house.db, 'case', reference),
      visitKey(house, safe, visit.id),
    ])
    if (given === null || found === null || !key.ok) return ok(null)
    const sealed = Buffer.from(given.sealedCode, 'base64url')
    const opened = safe.vault.open(key.value, { kind: 'receipt', id: reference }, sealed)
    if (!opened.ok) {
      house.log.error({ broken: opened.broken }, 'a receipt does not open')
      return refuse('internal')
    }
    return ok({ reference, code: opened.bytes.toString(), progress: await progressOf(house, found) })
  }

/** A case from handing in to its result: by the clerk, by whoever has reference and code, by the reviewer. */
export const createCaseHandlers = (house: House, safe: Safe): CaseHandlers => {
  const access = createAccess(house)
  return {
    ...createReviewing(house),
    ...createHolding(house, access),
    'case.submit': createSubmit(house, safe),
    'case.receipt': receipt(house, safe),
    'case.resubmit': createResubmit(house, safe, access),
    'case.list': async ({ phase }, { actor }) => {
      const cases = actor.jurisdiction === undefined ? [] : await casesOf(house, actor.jurisdiction)
      return ok({
        cases: cases.filter((state) => phase === undefined || state.phase === phase).map(summariseCase),
      })
    },
    'case.show': createShow(house),
    'case.putResult': createPutResult(house, safe),
    'case.result': createFetchResult(house, safe, access),
    'case.lowRatings': async (_input, { actor }) =>
      ok({ cases: actor.jurisdiction === undefined ? [] : await lowRatingsOf(house, actor.jurisdiction) }),
  }
}
