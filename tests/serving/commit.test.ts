import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCommit } from '@farwindow/server/store/commit.ts'
import type { Commit } from '@farwindow/server/store/commit.ts'
import { answersKeptMs, forgetAnswers } from '@farwindow/server/store/forget.ts'
import { openDatabase as openPool } from '@farwindow/server/store/database.ts'
import type { Database } from '@farwindow/server/store/database.ts'
import { createLog } from '@farwindow/server/log.ts'
import { advanceCall, newCall } from '@farwindow/shared/call/machine.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDatabase } from './database.ts'
import { openApplicant, openDesk } from './desk.ts'
import { openLine } from './proxy.ts'
import type { DatabaseLine } from './proxy.ts'

const system = { by: { role: 'system' as const } }
const ringing = (id: string, offeredAt: number) =>
  newCall({ id, visitId: 'v', clerkId: 'lin', jurisdiction: '330503', offeredAt })

describe('commit', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>
  let pools: Database[]
  let commits: Commit[]

  beforeAll(async () => {
    database = await openDatabase()
    // Several processes in one: each has its own connections and its own memory of what it read.
    pools = Array.from({ length: 4 }, () => openPool(database.url, createLog('fatal')))
    commits = pools.map((db) => createCommit({ db, now: Date.now, committed: () => {} }))
  })
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()))
    await database.close()
  })

  const each = <T>(work: (commit: Commit, n: number) => Promise<T>): Promise<T[]> =>
    Promise.all(commits.map(work))
  const count = async (table: 'event' | 'answered', id: string): Promise<number> => {
    const db = pools[0]
    if (db === undefined) throw new Error('no pool')
    const rows =
      table === 'event'
        ? await db.selectFrom('event').select('n').where('id', '=', id).execute()
        : await db.selectFrom('answered').select('at').where('request_id', '=', id).execute()
    return rows.length
  }

  test('COMMIT-2: of parallel answers to one ringing call exactly one wins, the others are refused by the rules', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = `race-${round}`
      valueOf(
        await commits[0]!(system, async (work) =>
          work.create('call', id, ringing(id, work.at), { name: 'offered' }),
        ),
      )
      const outcomes = await each((commit) =>
        commit(system, async (work) => {
          const call = await work.need('call', id)
          work.save(call, work.must(advanceCall(call.state, { type: 'answered', at: work.at })), {
            name: 'answered',
          })
        }),
      )
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
      for (const outcome of outcomes) if (!outcome.ok) expect(outcome.refusal.code).toBe('wrongState')
      expect(await count('event', id)).toBe(2)
    }
  })

  test('COMMIT-2: changes that do not exclude each other all get through, each on top of the one before', async () => {
    const id = 'notes'
    valueOf(
      await commits[0]!(system, async (work) =>
        work.create('call', id, ringing(id, work.at), { name: 'offered' }),
      ),
    )
    const rounds = Array.from({ length: 10 }, (_, n) => n)
    const outcomes = await each(async (commit, n) => {
      const own = []
      for (const round of rounds)
        own.push(
          await commit(system, async (work) =>
            work.note(await work.need('call', id), { name: 'noted', data: { n, round } }),
          ),
        )
      return own
    })
    expect(outcomes.flat().filter((outcome) => !outcome.ok)).toEqual([])
    expect(await count('event', id)).toBe(1 + 40)
  })

  test('COMMIT-2: what was only read must not have moved either', async () => {
    const [first, second] = commits
    if (first === undefined || second === undefined) throw new Error('no commits')
    valueOf(
      await first(system, async (work) =>
        work.create('call', 'guard', ringing('guard', work.at), { name: 'offered' }),
      ),
    )
    let runs = 0
    const outcome = await first(system, async (work) => {
      runs += 1
      const guard = await work.need('call', 'guard')
      if (guard.state.phase !== 'ringing') return work.refuse({ code: 'wrongState' })
      if (runs === 1)
        valueOf(
          await second(system, async (other) => {
            const call = await other.need('call', 'guard')
            other.save(call, other.must(advanceCall(call.state, { type: 'declined', at: other.at })), {
              name: 'declined',
            })
          }),
        )
      return work.create('call', 'follows', ringing('follows', work.at), { name: 'offered' })
    })
    refusedAs('wrongState', outcome)
    expect(runs).toBe(2)
    expect(await count('event', 'follows')).toBe(0)
  })

  test('COMMIT-3: a request sent to two processes at once is done once and answered alike', async () => {
    const request = { id: 'request-1', name: 'kiosk.add', inputHash: 'h' }
    const cause = { by: { role: 'administrator' as const, sessionId: 's' }, request }
    const outcomes = await each((commit, n) =>
      commit(cause, async (work) => {
        work.create('call', `once-${n}`, ringing(`once-${n}`, work.at), { name: 'offered' })
        return { made: n }
      }),
    )
    const answers = outcomes.map(valueOf)
    expect(new Set(answers.map((answer) => answer.made)).size).toBe(1)
    const made = await Promise.all([0, 1, 2, 3].map((n) => count('event', `once-${n}`)))
    expect(made.filter((n) => n > 0)).toHaveLength(1)
    const other = await commits[0]!({ ...cause, request: { ...request, inputHash: 'other' } }, async () => ({
      made: 9,
    }))
    refusedAs('repeatedDifferently', other)
    const [db] = pools
    if (db === undefined) throw new Error('no pool')
    await forgetAnswers(db, Date.now())
    expect(await count('answered', request.id)).toBe(1)
    await forgetAnswers(db, Date.now() + answersKeptMs + 60_000)
    expect(await count('answered', request.id)).toBe(0)
  })

  test('COMMIT-1, COMMIT-4: a refused or failing work leaves no trace', async () => {
    const [commit] = commits
    if (commit === undefined) throw new Error('no commit')
    const request = { id: 'refused-1', name: 'call.note', inputHash: 'h' }
    refusedAs(
      'notFound',
      await commit({ by: { role: 'clerk', sessionId: 's' }, request }, async (work) => {
        work.create('call', 'ghost', ringing('ghost', work.at), { name: 'offered' })
        await work.need('call', 'nobody')
      }),
    )
    await expect(
      commit(system, async (work) => {
        work.create('call', 'ghost', ringing('ghost', work.at), { name: 'offered' })
        throw new Error('a fault of ours')
      }),
    ).rejects.toThrow('a fault of ours')
    expect(await count('event', 'ghost')).toBe(0)
    expect(await count('answered', 'refused-1')).toBe(0)
    expect(ok(1)).toEqual({ ok: true, value: 1 })
  })
})

describe('a database that goes away', () => {
  test('COMMIT-5, COMMIT-6: five seconds without it are refused in words; afterwards all goes on, nothing lost', async () => {
    let line: DatabaseLine | undefined
    const desk = await openDesk({
      through: async (url) => {
        line = await openLine(url)
        return line.url
      },
    })
    const [kiosk, lin] = await Promise.all([desk.kiosk(), desk.staff('clerk', 'lin')])
    const visitId = await openApplicant(kiosk)
    line?.cut()
    refusedAs('unavailable', await lin.ask('queue.ready', {}))
    refusedAs('unavailable', await kiosk.ask('visit.call', {}))
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(503)
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    line?.mend()
    await expect.poll(async () => (await lin.ask('queue.ready', {})).ok).toBe(true)
    const offer = await lin.told('call.offered')
    expect(offer.caller.visitId).toBe(visitId)
    valueOf(await lin.ask('call.answer', { callId: offer.call.id }))
    await kiosk.told('visit.changed', (visit) => visit.phase === 'served')
    await desk.close()
    await line?.close()
  })
})
