import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { openStaff } from '../../serving/page.ts'
import type { Page } from '../../serving/page.ts'
import { valueOf } from '../../pure/outcome.ts'
import { bothHear, until } from './call.ts'
import { clerkPerson, phonePerson } from './person.ts'
import type { Person } from './person.ts'

export interface CrowdPlan {
  /** At once; as many clerks, who stay, and applicants, who are other ones each time. */
  readonly calls: number
  readonly forMs: number
  /** So many each, however long that takes. */
  readonly leastEach?: number
  /** How long a call runs after the answer, on average. */
  readonly callMs: number
}

export interface Crowded {
  /** Calls that rang, were answered, heard and seen, and ended. */
  readonly done: number
  /** What went wrong, one line each. */
  readonly failed: readonly string[]
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** Somebody has to be free, ring and answer, on a machine that is busy. */
const answeredMs = 30_000
const staggerMs = 100

const addClerk = async (admin: Page, login: string): Promise<void> => {
  valueOf(
    await admin.ask('people.save', {
      base: 0,
      login,
      name: login,
      number: '1',
      role: 'clerk',
      jurisdiction: '330503',
      skills: ['*'],
      suspended: false,
      password: demonstrationPassword,
    }),
  )
}

/** Answers whatever rings, and is ready again after each call. */
const answerAll = (clerk: Person): void => {
  const link = clerk.link()
  const ready = (): void => void link.ask('queue.ready', {})
  link.on('call.offered', ({ call }) => void link.ask('call.answer', { callId: call.id }))
  link.on('call.changed', ({ phase }) => phase === 'ended' && ready())
  ready()
}

const oneVisit = async (url: string, admin: Page, callMs: number): Promise<void> => {
  const applicant = await phonePerson(url, admin)
  try {
    const link = applicant.link()
    valueOf(await link.ask('visit.choose', { item: 'company-establishment', to: '330503' }))
    valueOf(await link.ask('visit.call', {}))
    await until('the call is answered', () => applicant.media().view().phase === 'live', answeredMs)
    await bothHear([applicant])
    await pause(callMs * (0.5 + Math.random()))
    valueOf(await link.ask('call.hangUp', { callId: applicant.media().view().callId ?? '' }))
    valueOf(await link.ask('visit.end', {}))
  } finally {
    applicant.close()
  }
}

/** So many calls at once ring, are answered, run and end, again and again. When it resolves, all have left. */
export const crowd = async (
  url: string,
  { calls, forMs, leastEach = 1, callMs }: CrowdPlan,
): Promise<Crowded> => {
  const admin = await openStaff(url, 'administrator', 'admin', demonstrationPassword)
  const logins = Array.from({ length: calls }, (_, n) => `clerk${n + 1}`)
  const clerks: Person[] = []
  const failed: string[] = []
  let done = 0
  try {
    for (const login of logins) {
      await addClerk(admin, login)
      clerks.push(await clerkPerson(url, login))
    }
    clerks.forEach(answerAll)
    const end = performance.now() + forMs
    const goOn = async (index: number): Promise<void> => {
      await pause(index * staggerMs)
      for (let each = 0; each < leastEach || performance.now() < end; each += 1)
        try {
          await oneVisit(url, admin, callMs)
          done += 1
        } catch (error) {
          failed.push(error instanceof Error ? error.message : String(error))
        }
    }
    await Promise.all(logins.map((_, index) => goOn(index)))
    for (const clerk of clerks) {
      clerk.media().close()
      valueOf(await clerk.link().ask('people.signOut', {}))
    }
    return { done, failed }
  } finally {
    for (const clerk of clerks) clerk.close()
    admin.disconnect()
  }
}
