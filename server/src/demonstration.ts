import { demonstrationItems } from '@farwindow/shared/catalogue/demonstration.ts'
import { enrolMs } from '@farwindow/shared/kiosk/kiosk.ts'
import { entered } from '@farwindow/shared/people/person.ts'
import type { Person } from '@farwindow/shared/people/person.ts'
import { anyItem } from '@farwindow/shared/queue/matching.ts'
import {
  demonstrationAgreements,
  demonstrationJurisdictions,
  demonstrationKiosks,
  demonstrationWindows,
} from '@farwindow/shared/region/demonstration.ts'
import type { House } from './house.ts'
import { codeId, newCode } from './people/code.ts'
import { hashPassword } from './people/password.ts'
import type { Work } from './store/commit.ts'
import { list, look } from './store/list.ts'

/** For trying it out only: `production` mode loads none of this. */
export const demonstrationPassword = 'farwindow-demo'

type Account = Pick<Person, 'login' | 'name' | 'number' | 'role' | 'jurisdiction' | 'skills'>

/** Invented people of the deciding office (Nanxun). */
export const demonstrationAccounts: readonly Account[] = [
  { login: 'lin', name: '林晓雯', number: '8', role: 'clerk', jurisdiction: '330503', skills: [anyItem] },
  { login: 'chen', name: '陈志远', number: '12', role: 'clerk', jurisdiction: '330503', skills: [anyItem] },
  { login: 'wu', name: '吴敏', number: '21', role: 'reviewer', jurisdiction: '330503', skills: [] },
  { login: 'shen', name: '沈建国', number: '30', role: 'supervisor', jurisdiction: '330503', skills: [] },
  { login: 'admin', name: '周岚', number: '1', role: 'administrator', jurisdiction: '330503', skills: [] },
]

const system = { by: { role: 'system' as const } }
const added = { name: 'added' }

const addRegion = (work: Work): void => {
  for (const value of demonstrationJurisdictions)
    work.create('jurisdiction', value.code, { phase: 'current', value }, added)
  for (const value of demonstrationAgreements)
    work.create('agreement', value.code, { phase: 'current', value }, added)
  for (const value of demonstrationWindows)
    work.create('window', value.id, { phase: 'current', value }, added, { jurisdiction: value.jurisdiction })
  for (const value of demonstrationItems) work.create('item', value.code, { phase: 'current', value }, added)
}

/** Fills an empty database with two districts, an agreement, a window, people, a kiosk and three items. */
export const loadDemonstration = async (house: House): Promise<void> => {
  const there = await list(house.db, 'jurisdiction', { limit: 1 })
  if (there.length > 0) return
  const passwordHash = await hashPassword(demonstrationPassword)
  const outcome = await house.commit(system, async (work) => {
    addRegion(work)
    for (const account of demonstrationAccounts) {
      const person: Person = { ...account, phase: 'active', passwordHash, edition: 1, ...entered }
      work.create('person', account.login, person, added, { jurisdiction: account.jurisdiction })
    }
    for (const kiosk of demonstrationKiosks) {
      const state = {
        phase: 'awaiting' as const,
        ...kiosk,
        codeHash: codeId(newCode()),
        codeExpiresAt: work.at,
      }
      work.create('kiosk', kiosk.id, state, added, { jurisdiction: kiosk.jurisdiction })
    }
  })
  if (!outcome.ok && outcome.refusal.code !== 'conflict')
    throw new Error(`the demonstration data could not be loaded: ${outcome.refusal.code}`)
}

/** A fresh enrolment code for the demonstration kiosk, or null once it is enrolled or revoked. */
export const demonstrationCode = async (house: House): Promise<string | null> => {
  const id = demonstrationKiosks[0]?.id
  const kiosk = id === undefined ? null : await look(house.db, 'kiosk', id)
  if (id === undefined || kiosk?.phase !== 'awaiting') return null
  const code = newCode()
  const outcome = await house.commit(system, async (work) => {
    const waiting = await work.need('kiosk', id)
    if (waiting.state.phase !== 'awaiting') return null
    const next = { ...waiting.state, codeHash: codeId(code), codeExpiresAt: work.at + enrolMs }
    work.save(waiting, next, { name: 'codeIssued' })
    return code
  })
  return outcome.ok ? outcome.value : null
}

/** The one-time link of an empty production installation, or null when it has an administrator. */
export const setUpToken = async (house: House): Promise<string | null> => {
  const people = await list(house.db, 'person', { limit: 1 })
  if (people.length > 0) return null
  const token = newCode(24)
  const outcome = await house.commit(system, async (work) => {
    const state = { phase: 'open' as const, purpose: 'setUp' as const, expiresAt: work.at + 24 * 3_600_000 }
    work.create('code', codeId(token), state, { name: 'issued', data: { purpose: 'setUp' } })
  })
  return outcome.ok ? token : null
}
