import { array, boolean, check, constantFrom, oneof, property, record, string, tuple } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { applyChange, changeBetween } from '@farwindow/shared/form/change.ts'
import { advanceForm, formState, newForm } from '@farwindow/shared/form/edit.ts'
import type { FormEvent, FormState } from '@farwindow/shared/form/edit.ts'
import { locate } from '@farwindow/shared/form/field.ts'
import { journey } from '@farwindow/shared/form/journey.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import { formView } from '@farwindow/shared/form/view.ts'
import { applicant, clerk, device, sample } from './form.sample.ts'

/** A step before it meets a form: bases and moments are filled in from the form it meets. */
interface Step {
  readonly kind: FormEvent['type']
  readonly by: typeof applicant | typeof clerk | typeof device
  readonly path: string
  readonly value: string | boolean | string[]
  readonly row: string
  /** How many revisions the writer is behind. */
  readonly behind: number
  readonly afterMs: number
  readonly cursor: string | undefined
  readonly papers: string[]
}

const secrets = ['330503198503120012', '33050319920920333X', '6217001230004567893', '绝密的号码']
const paths = [
  // Many writes meet in the same field only when there are few to choose from.
  ...Array.from({ length: 8 }, () => 'person/name'),
  'person/name',
  'person/idNumber',
  'person/married',
  'person/spouse',
  'person/account',
  'promise',
  'shares',
  ...['r1', 'x1', 'x2'].flatMap((row) =>
    ['owner', 'number', 'share'].map((column) => `shares/${row}/${column}`),
  ),
  'person/nothing',
]

const step: Arbitrary<Step> = record({
  kind: constantFrom(
    ...(['edited', 'edited', 'edited', 'edited', 'undone', 'rowAdded', 'rowRemoved'] as const),
    ...(['tookBack', 'gaveBack', 'gaveBack', 'released', 'hidden', 'confirmed', 'sealed'] as const),
  ),
  by: constantFrom(applicant, applicant, clerk, clerk, device),
  path: constantFrom(...paths),
  value: oneof(
    constantFrom(...secrets, 'yes', 'no', '', '100', '50', '王小明'),
    constantFrom<Step['value']>(true, false, []),
    string({ maxLength: 5 }),
  ),
  row: constantFrom('r1', 'x1', 'x2', 'x3', 'x4', ''),
  behind: constantFrom(0, 0, 1, 3, 8, -1),
  afterMs: constantFrom(0, 500, 2000, 5000),
  cursor: constantFrom(undefined, undefined, applicant.who, clerk.who),
  papers: constantFrom([], ['card'], ['card', 'certificate']),
})

/** The applicant writes, calmly and up to date. */
const blank: Step = {
  kind: 'edited',
  by: applicant,
  path: '',
  value: '',
  row: '',
  behind: 0,
  afterMs: 5000,
  cursor: undefined,
  papers: [],
}

/** Answers that complete the form, so that sealing is reached too. */
const completing: Step[] = Object.entries({
  'person/name': '王小明',
  'person/idNumber': '330503198503120012',
  'person/married': 'no',
  'shares/r1/owner': '王小明',
  'shares/r1/share': '100',
  promise: true,
}).map(([path, value]) => ({ ...blank, path, value }))

const sequence = tuple(boolean(), array(step, { maxLength: 60, size: 'max' })).map(([complete, steps]) =>
  complete ? [...completing, ...steps] : steps,
)

const eventOf = (one: Step, state: FormState, at: number): FormEvent => {
  const act = { ...one.by, at, inUseBy: one.cursor }
  const base = Math.max(0, state.revision - one.behind)
  const { kind: type, path } = one
  switch (type) {
    case 'edited': {
      const source = one.by.side === 'device' ? 'idCard' : 'typed'
      return { ...act, type, path, value: one.value, base, edit: `e${at}`, source }
    }
    case 'undone':
      return { ...act, type, path, edit: `u${at}` }
    case 'rowAdded':
    case 'rowRemoved':
      return { ...act, type, group: 'shares', row: one.row }
    case 'tookBack':
    case 'gaveBack':
      return { ...act, type }
    case 'released':
    case 'hidden':
      return { ...act, type, path }
    case 'confirmed':
      return { ...act, type, paths: [path], base }
    case 'sealed':
      return { ...act, type, materialsPresent: one.papers }
  }
}

/** Runs the steps and hands every transition to `look`. */
const run = (
  steps: readonly Step[],
  look: (before: FormState, event: FormEvent, after: FormState, answer: string) => unknown,
): FormState => {
  let state: FormState = newForm(sample, 0)
  let at = 0
  for (const one of steps) {
    at += one.afterMs
    const event = eventOf(one, state, at)
    const outcome = advanceForm(sample, state, event)
    const after = outcome.ok ? outcome.value : state
    look(state, event, after, outcome.ok ? 'ok' : outcome.refusal.code)
    state = after
  }
  return state
}

/** The shortest sequence of events found for which the statement is not true; null when none is. */
const counterexample = (holds: (steps: Step[]) => boolean): unknown =>
  check(property(sequence, holds), { numRuns: 120 }).counterexample

type Look = (before: FormState, event: FormEvent, after: FormState, answer: string) => boolean

/** The same for a statement about every single transition. */
const breach = (holds: Look): unknown =>
  counterexample((steps) => {
    let all = true
    run(steps, (...transition) => {
      all &&= holds(...transition)
    })
    return all
  })

const isLegal: Look = (before, _event, after) => {
  const rows = after.rows['shares'] ?? []
  return (
    formState.safeParse(after).success &&
    (after === before || after.revision === before.revision + 1) &&
    (before.phase === 'filling' || after === before) &&
    new Set(rows).size === rows.length &&
    rows.length >= 1 &&
    rows.length <= 4 &&
    Object.entries(after.values).every(
      ([path, field]) => locate(sample, after.rows, path) !== undefined && field.revision <= after.revision,
    ) &&
    after.released.every((path) => locate(sample, after.rows, path)?.field.sensitive === true)
  )
}

/** The applicant drops further rows, answers everything, confirms and seals; true when all of it is accepted. */
const canFinish = (unfinished: FormState): boolean => {
  let state = unfinished
  const send = (event: FormEvent): boolean => {
    const outcome = advanceForm(sample, state, event)
    if (outcome.ok) state = outcome.value
    return outcome.ok
  }
  const at = 10_000_000
  const [row = '', ...others] = state.rows['shares'] ?? []
  const write = (path: string, value: Step['value']) => send(eventOf({ ...blank, path, value }, state, at))
  return (
    others.every((other) => send({ ...applicant, at, type: 'rowRemoved', group: 'shares', row: other })) &&
    completing.every(({ path, value }) => write(path.replace('r1', row), value)) &&
    write('person/account', '') &&
    write(`shares/${row}/number`, '') &&
    send({ ...applicant, at, type: 'confirmed', paths: ['shares'], base: state.revision }) &&
    send({ ...applicant, at, type: 'sealed', materialsPresent: ['card'] })
  )
}

/** One side's screen, told every change twice, shows in the end what the server would show it. */
const converges = (side: 'applicant' | 'clerk') => (steps: Step[]) => {
  let screen = viewForm(side, newForm(sample, 0), sample)
  const last = run(steps, (before, _event, after) => {
    const change = changeBetween(viewForm(side, before, sample), viewForm(side, after, sample))
    screen = applyChange(screen, JSON.parse(JSON.stringify(change)))
    // Told twice, as after a broken line.
    screen = applyChange(screen, change)
  })
  return isDeepStrictEqual(screen, viewForm(side, last, sample))
}

describe('any sequence of events', () => {
  it('FORM-5: reaches only legal states, and every change is one revision', () => {
    const met = new Set<string>()
    const found = breach((before, event, after, answer) => {
      met.add(`${event.type} ${answer}`)
      return isLegal(before, event, after, answer)
    })
    expect(found).toBeNull()
    // The sequences are worth something only if they meet successes and refusals of every kind.
    const wanted = [
      'ok',
      'stale',
      'fieldInUse',
      'masked',
      'controlTaken',
      'wrongState',
      'malformed',
      'fieldUnknown',
    ]
    expect([...met]).toEqual(expect.arrayContaining(wanted.map((answer) => `edited ${answer}`)))
    const successes = [
      'undone',
      'rowAdded',
      'rowRemoved',
      'tookBack',
      'gaveBack',
      'released',
      'hidden',
      'confirmed',
    ]
    expect([...met]).toEqual(expect.arrayContaining(successes.map((type) => `${type} ok`)))
    expect([...met]).toEqual(expect.arrayContaining(['sealed ok', 'sealed incomplete']))
  })

  it('FORM-7: never overwrites what the writer has not seen', () => {
    const found = breach((before, event, after) => {
      const current = event.type === 'edited' ? before.values[event.path] : undefined
      const isUnseen = event.type === 'edited' && current !== undefined && event.base < current.revision
      return !isUnseen || current.revisedBy === event.who || after === before
    })
    expect(found).toBeNull()
  })

  it('FORM-11: changes nothing by the clerk’s hand after a take-back', () => {
    const found = breach(
      (before, event, after) =>
        before.phase === 'sealed' ||
        before.control === 'shared' ||
        event.side === 'applicant' ||
        after === before,
    )
    expect(found).toBeNull()
  })

  it('FORM-12: never shows the clerk a sensitive value that is not released', () => {
    const found = breach((_before, _event, after) => {
      const open = Object.entries(after.values)
        .filter(
          ([path]) => after.released.includes(path) || !locate(sample, after.rows, path)?.field.sensitive,
        )
        .map(([, field]) => field.value)
      const view = viewForm('clerk', after, sample)
      const seen = JSON.stringify(view)
      return (
        formView.safeParse(view).success &&
        !seen.includes(applicant.who) &&
        secrets.every((secret) => open.includes(secret) || !seen.includes(secret))
      )
    })
    expect(found).toBeNull()
  })

  it('FORM-24: leaves both screens with what the server would show them now', () => {
    expect(counterexample(converges('applicant'))).toBeNull()
    expect(counterexample(converges('clerk'))).toBeNull()
  })

  it('FORM-18: seals only what was complete and confirmed', () => {
    const found = breach(
      (before, event, after) =>
        after.phase === 'filling' ||
        before.phase === 'sealed' ||
        (event.type === 'sealed' && journey(sample, before, event.materialsPresent, event.at).ready),
    )
    expect(found).toBeNull()
  })

  it('FORM-18: never leaves a form that the applicant alone could not finish', () => {
    const found = counterexample((steps) => {
      const state = run(steps, () => undefined)
      return state.phase === 'sealed' || canFinish(state)
    })
    expect(found).toBeNull()
  })
})
