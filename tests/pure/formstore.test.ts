import { createFormStore } from '@farwindow/client/form/store.ts'
import type { Link, LinkState } from '@farwindow/client/link.ts'
import type { FormAhead, FormChange } from '@farwindow/shared/form/protocol.ts'
import type { FieldView, FormView } from '@farwindow/shared/form/view.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const label = { zh: '名称', en: 'Name' }
const definition: FormDefinition = {
  code: 'company',
  version: 1,
  pages: [{ id: 'first', title: label, fields: [{ path: 'company/name', control: 'text', label }] }],
  schema: {},
  rules: [],
  papers: [],
}
const empty: FormView = {
  definition: 'company',
  openedAt: 1,
  revision: 0,
  values: {},
  rows: {},
  unconfirmedRows: {},
  released: [],
  phase: 'filling',
  control: 'shared',
}
const name = 'company/name'
const me = { role: 'applicant', sessionId: 's1' } as const

interface Asked {
  readonly name: string
  readonly input: Record<string, unknown>
  readonly answer: (outcome: Outcome<unknown>) => void
}

/** A link whose server is the test: it sees what is asked, answers when it likes and tells what it likes. */
const scriptedLink = (form: FormView) => {
  const online: LinkState = { phase: 'online', me, clockSkewMs: 0 }
  let phase = online as LinkState
  const watchers = new Set<() => void>()
  const turn = (next: LinkState): void => {
    phase = next
    for (const watcher of watchers) watcher()
  }
  const state = {
    getState: () => phase,
    subscribe: (watcher: () => void) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
  const asked: Asked[] = []
  const hearers = new Map<string, (data: unknown) => void>()
  let current = form
  const link = {
    state,
    ask: (request: string, input: Record<string, unknown>) =>
      request === 'form.current'
        ? Promise.resolve({ ok: true, value: { definition, form: current } })
        : new Promise((answer) => void asked.push({ name: request, input, answer })),
    on: (notice: string, hear: (data: unknown) => void) => {
      hearers.set(notice, hear)
      return () => void hearers.delete(notice)
    },
    onFresh: () => () => undefined,
    connect: () => undefined,
    close: () => undefined,
  } as unknown as Link
  return {
    link,
    edits: () => asked.filter((one) => one.name === 'form.edit'),
    last: () => asked.filter((one) => one.name === 'form.edit').at(-1),
    tell: (change: Omit<FormChange, 'visitId'>) =>
      hearers.get('form.changed')?.({ visitId: 'v1', ...change }),
    tellAhead: (ahead: Omit<FormAhead, 'visitId'>) =>
      hearers.get('form.ahead')?.({ visitId: 'v1', ...ahead }),
    become: (view: FormView) => {
      current = view
    },
    goOffline: () => turn({ phase: 'offline', since: 0, me }),
    comeBack: () => turn(online),
  }
}

const written = (about: Partial<FieldView> & Pick<FieldView, 'value' | 'revision'>): FieldView => ({
  by: 'clerk',
  at: 5,
  source: 'typed',
  edit: 'theirs',
  masked: false,
  undoable: true,
  ...about,
})

const opened = async (form = empty) => {
  const server = scriptedLink(form)
  const store = createFormStore(server.link, 'applicant')
  await store.open('v1')
  const shown = () => store.state.getState().form?.values[name]?.value
  return { server, store, shown }
}
/** Lets the promises of what was just answered run. */
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('form store', () => {
  test('FORM-10: a keystroke is shown at once and sent at once, each with the revision that was seen', async () => {
    const { server, store, shown } = await opened({
      ...empty,
      revision: 7,
      values: { [name]: written({ value: '远', revision: 6 }) },
    })
    store.edit(name, '远山')
    store.edit(name, '远山科')
    expect(shown()).toBe('远山科')
    expect(server.edits().map(({ input }) => input['value'])).toEqual(['远山', '远山科'])
    expect(server.edits().map(({ input }) => input['base'])).toEqual([6, 6])
    expect(store.state.getState().unsent).toEqual(new Set([name]))
  })

  test('FORM-10: what is under way stays in the field when an earlier keystroke comes back', async () => {
    const { server, store, shown } = await opened()
    store.edit(name, '远')
    store.edit(name, '远山')
    const [first, second] = server.edits()
    const firstId = String(first?.input['edit'])
    server.tell({ revision: 1, values: { [name]: written({ value: '远', revision: 1, edit: firstId }) } })
    expect(shown()).toBe('远山')
    first?.answer({ ok: true, value: { revision: 1 } })
    second?.answer({ ok: true, value: { revision: 2 } })
    await settle()
    expect(shown()).toBe('远山')
    const edit = String(second?.input['edit'])
    server.tell({ revision: 2, values: { [name]: written({ value: '远山', revision: 2, edit }) } })
    expect(shown()).toBe('远山')
    expect(store.state.getState().unsent.size).toBe(0)
  })

  test('FORM-8: what the other side writes never covers what is under one’s own fingers', async () => {
    const { server, store, shown } = await opened()
    store.edit(name, '我的')
    server.tell({ revision: 1, values: { [name]: written({ value: '别人的', revision: 1 }) } })
    expect(shown()).toBe('我的')
  })

  test('FORM-8: an edit that lost is taken back, and the reason stands at the field', async () => {
    const { server, store, shown } = await opened()
    store.edit(name, '我的')
    server.tell({ revision: 1, values: { [name]: written({ value: '别人的', revision: 1 }) } })
    server.last()?.answer(refuse('fieldInUse', name))
    await settle()
    expect(shown()).toBe('别人的')
    expect(store.state.getState().refusals[name]?.code).toBe('fieldInUse')
    store.edit(name, '再来')
    expect(store.state.getState().refusals[name]).toBeUndefined()
  })

  test('a value that cannot be taken stays, so that it can be mended', async () => {
    const { server, store, shown } = await opened()
    store.edit(name, '太长'.repeat(2000))
    server.last()?.answer(refuse('malformed', name))
    await settle()
    expect(shown()).toBe('太长'.repeat(2000))
    expect(store.state.getState().refusals[name]?.code).toBe('malformed')
  })

  test('what was typed while the line was away is sent once, as it stands at the end, when it is back', async () => {
    const { server, store, shown } = await opened()
    store.edit(name, '远')
    server.goOffline()
    server.last()?.answer(refuse('unavailable'))
    await settle()
    store.edit(name, '远山')
    store.edit(name, '远山科技')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.edits()).toHaveLength(1)
    server.comeBack()
    expect(server.edits().map(({ input }) => input['value'])).toEqual(['远', '远山科技'])
    server.last()?.answer({ ok: true, value: { revision: 1 } })
    await settle()
    const edit = String(server.last()?.input['edit'])
    server.tell({ revision: 1, values: { [name]: written({ value: '远山科技', revision: 1, edit }) } })
    expect(shown()).toBe('远山科技')
    expect(store.state.getState().unsent.size).toBe(0)
  })

  test('a server that is busy is asked again by itself', async () => {
    const { server, store } = await opened()
    store.edit(name, '远')
    server.last()?.answer(refuse('unavailable'))
    await vi.advanceTimersByTimeAsync(250)
    expect(server.edits()).toHaveLength(2)
  })

  test('FORM-32: what the other side types is shown before it is kept, and goes when it is not', async () => {
    const { server, store, shown } = await opened()
    const theirs = (value: string, revision: number) => ({
      revision,
      values: { [name]: written({ value, revision }) },
    })
    server.tellAhead(theirs('湖', 1))
    expect(shown()).toBe('湖')
    server.tell(theirs('湖', 1))
    server.tellAhead(theirs('湖州', 2))
    expect(shown()).toBe('湖州')
    server.tellAhead({ revision: 0, values: {} })
    expect(shown()).toBe('湖')
    // One that comes late says nothing new.
    server.tell(theirs('湖州市', 2))
    server.tellAhead(theirs('湖州', 2))
    expect(shown()).toBe('湖州市')
    server.tellAhead(theirs('湖州市南', 3))
    store.edit(name, '我的')
    expect(shown()).toBe('我的')
    // It is not known to be kept: what one sends still builds on what is.
    expect(server.last()?.input['base']).toBe(2)
  })

  test('FORM-32: when the line breaks, only what is kept stays on the screen', async () => {
    const { server, shown } = await opened()
    server.tellAhead({ revision: 1, values: { [name]: written({ value: '湖', revision: 1 }) } })
    expect(shown()).toBe('湖')
    server.goOffline()
    expect(shown()).toBeUndefined()
  })

  test('a missing notice is noticed: the form is asked for anew', async () => {
    const { server, store, shown } = await opened()
    server.become({
      ...empty,
      revision: 3,
      values: { [name]: written({ value: '第二次', revision: 2 }) },
    })
    server.tell({ revision: 3, values: {} })
    await settle()
    expect(shown()).toBe('第二次')
    expect(store.state.getState().form?.revision).toBe(3)
  })

  test('after the visit nothing of it is left, and late answers change nothing', async () => {
    const { server, store } = await opened()
    store.edit(name, '我的')
    store.reset()
    server.last()?.answer({ ok: true, value: { revision: 1 } })
    await settle()
    expect(store.state.getState()).toMatchObject({ visitId: null, form: null, definition: null })
    expect(JSON.stringify(store.state.getState())).not.toContain('我的')
  })
})
