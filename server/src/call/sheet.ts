import { sheetIn } from '@farwindow/shared/call/sheet.ts'
import { itemOf } from '../catalogue/editions.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { allOf, needTalking } from './talking.ts'

/** A part of the present item, sent in the talk (TALK-11): as it was when the visit's form began. */
export const createSheets =
  (house: House): HandlersOf<'talk'>['talk.sheet'] =>
  ({ callId, sheet: wanted }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const { call, side: by } = await needTalking(work, actor, callId)
      const form = await work.load('form', call.state.visitId)
      const sheet = form === null ? undefined : sheetIn(await itemOf(work, form.state), wanted)
      if (sheet === undefined) return work.refuse({ code: 'notFound' })
      const text = sheet.name.zh
      work.note(call, { name: 'said', data: { by, text, sheet } })
      const line = { callId, by, text, sheet, at: work.at }
      work.announce({ name: 'call.said', data: line, to: allOf(call.state) })
      return {}
    })
