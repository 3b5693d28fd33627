import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyChain } from '@farwindow/server/record/verify.ts'
import { chained } from '@farwindow/shared/record/event.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'

const changed = (n: number) => ({ ok: false, n, why: 'changed' })

describe('the chain of events', () => {
  let desk: TestDesk
  const id = 'chain'
  const house = () => desk.desk.house
  const write = (n: number) =>
    house().commit({ by: { role: 'system' } }, async (work) => {
      const code = await work.load('code', id)
      const state = { phase: 'open', purpose: 'join', expiresAt: n } as const
      const event = { name: 'moved', data: { n, words: '远窗 “ü” \u2028', deep: [{ b: 1.5, a: null }] } }
      if (code === null) work.create('code', id, state, event)
      else work.save(code, state, event)
    })
  const own = sql`kind = 'code' and id = ${id}`
  /** What the check finds after the tampering, which is then taken back. */
  const found = async (tampering: RawBuilder<unknown>) => {
    await sql`create table kept_event as select * from event where ${own}`.execute(desk.db)
    await sql`create table kept_subject as select * from subject where ${own}`.execute(desk.db)
    await tampering.execute(desk.db)
    const verified = await verifyChain(desk.db, 'code', id)
    await sql`delete from event where ${own}`.execute(desk.db)
    await sql`delete from subject where ${own}`.execute(desk.db)
    await sql`insert into event select * from kept_event`.execute(desk.db)
    await sql`insert into subject select * from kept_subject`.execute(desk.db)
    await sql`drop table kept_event, kept_subject`.execute(desk.db)
    return verified
  }

  beforeAll(async () => {
    desk = await openDesk()
    for (let n = 0; n < 6; n += 1) valueOf(await write(n))
  })
  afterAll(() => desk.close())

  test('RECORD-1, RECORD-2: stands as it was written, for every subject of a whole walk', async () => {
    expect(await verifyChain(desk.db, 'code', id)).toMatchObject({ ok: true, events: 6 })
    const subjects = await desk.db.selectFrom('subject').select(['kind', 'id', 'version']).execute()
    expect(subjects.length).toBeGreaterThan(10)
    for (const { kind, id: which, version } of subjects)
      expect(await verifyChain(desk.db, kind as 'code', which), kind).toMatchObject({
        ok: true,
        events: version,
      })
  })

  test('RECORD-2: an event that was changed, left out, put in or cut off is found and named', async () => {
    expect(await found(sql`update event set data = '{"n": 7}' where ${own} and n = 3`)).toEqual(changed(3))
    expect(await found(sql`update event set at = at - 1 where ${own} and n = 1`)).toEqual(changed(1))
    expect(await found(sql`update event set by = '{"role": "clerk"}' where ${own} and n = 2`)).toEqual(
      changed(2),
    )
    expect(await found(sql`update event set by = '"nobody"' where ${own} and n = 2`)).toEqual(changed(2))
    expect(await found(sql`delete from event where ${own} and n = 4`)).toMatchObject({ n: 4, why: 'missing' })
    expect(await found(sql`delete from event where ${own} and n = 6`)).toMatchObject({
      n: 6,
      why: 'cutShort',
    })
    expect(await found(sql`delete from event where ${own}`)).toMatchObject({ n: 1, why: 'cutShort' })
    expect(await found(sql`delete from subject where ${own}`)).toMatchObject({ n: 7, why: 'cutShort' })
    expect(await found(sql`update event set previous = hash where ${own} and n = 5`)).toMatchObject({
      n: 5,
      why: 'unlinked',
    })
    // Somebody who also works the hash out anew breaks the link of the next.
    const [second] = await desk.db
      .selectFrom('event')
      .selectAll()
      .where('id', '=', id)
      .where('n', '=', 2)
      .execute()
    const forged = { ...second, by: { role: 'system' as const }, data: { n: 9 } }
    const { hash: _hash, ...content } = {
      n: 2,
      at: 0,
      kind: '',
      id: '',
      name: '',
      previous: '',
      hash: '',
      ...forged,
    }
    const hash = createHash('sha256').update(chained(content)).digest('hex')
    expect(
      await found(sql`update event set data = '{"n": 9}', hash = ${hash} where ${own} and n = 2`),
    ).toMatchObject({ n: 3, why: 'unlinked' })
    expect(await verifyChain(desk.db, 'code', id)).toMatchObject({ ok: true })
  })
})
