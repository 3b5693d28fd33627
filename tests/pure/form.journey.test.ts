import { describe, expect, it } from 'vitest'
import { changeBetween } from '@farwindow/shared/form/change.ts'
import { journey } from '@farwindow/shared/form/journey.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import { valuesOf } from '@farwindow/shared/form/validate.ts'
import { applicant, clerk, device, opened, sample } from './form.sample.ts'

const card = '330503198503120012'

describe('what the applicant holds', () => {
  it('FORM-11: after a take-back the clerk and the clerk’s devices write nothing until it is given back', () => {
    const form = opened()
    const turn = (type: 'tookBack' | 'gaveBack', by: typeof applicant | typeof clerk) =>
      form.send({ type, ...by, at: form.later() })
    expect(turn('tookBack', clerk)).toBe('forbidden')
    expect(turn('tookBack', applicant)).toBe('ok')
    expect(form.type(clerk, 'person/name', '李')).toBe('controlTaken')
    expect(form.type(device, 'person/name', '李')).toBe('controlTaken')
    expect(form.undo(clerk, 'person/name')).toBe('controlTaken')
    expect(form.send({ type: 'rowAdded', ...clerk, at: 1, group: 'shares', row: 'x' })).toBe('controlTaken')
    expect(form.send({ type: 'sealed', ...clerk, at: 1, materialsPresent: ['card'] })).toBe('controlTaken')
    expect(form.type(applicant, 'person/name', '王')).toBe('ok')
    expect(turn('gaveBack', clerk)).toBe('forbidden')
    expect(turn('gaveBack', applicant)).toBe('ok')
    expect(form.type(clerk, 'person/name', '李')).toBe('ok')
  })

  it('FORM-12: a sensitive value is the clerk’s to see and write only while it is released', () => {
    const form = opened()
    const path = 'person/idNumber'
    form.type(applicant, path, card)
    const seen = () => viewForm('clerk', form.state(), sample).values[path]
    expect(form.type(clerk, path, '1')).toBe('masked')
    expect(form.undo(clerk, path)).toBe('masked')
    expect(seen()).toMatchObject({ value: '3305**********0012', masked: true })
    expect(form.send({ type: 'released', ...clerk, at: 1, path })).toBe('forbidden')
    expect(form.send({ type: 'released', ...applicant, at: 1, path: 'person/name' })).toBe('fieldUnknown')
    expect(form.send({ type: 'released', ...applicant, at: 1, path })).toBe('ok')
    expect(seen()).toMatchObject({ value: card, masked: false })
    expect(form.type(clerk, path, card)).toBe('ok')
    expect(form.send({ type: 'hidden', ...applicant, at: 1, path })).toBe('ok')
    expect(seen()).toMatchObject({ masked: true })
    expect(viewForm('applicant', form.state(), sample).values[path]).toMatchObject({
      value: card,
      masked: false,
    })
  })

  it('FORM-24: releasing a value changes what the clerk sees, and nothing for the applicant', () => {
    const form = opened()
    form.type(applicant, 'person/idNumber', card)
    const before = form.state()
    form.send({ type: 'released', ...applicant, at: 1, path: 'person/idNumber' })
    const change = (side: 'applicant' | 'clerk') =>
      changeBetween(viewForm(side, before, sample), viewForm(side, form.state(), sample)).values
    expect(change('clerk')).toMatchObject({ 'person/idNumber': { value: card, masked: false } })
    expect(change('applicant')).toEqual({})
  })

  it('FORM-17: a mask is no value', () => {
    const form = opened()
    form.type(applicant, 'person/name', '王小明')
    form.type(applicant, 'person/idNumber', card)
    expect(valuesOf(viewForm('clerk', form.state(), sample))).toMatchObject({ person: { name: '王小明' } })
    expect(JSON.stringify(valuesOf(viewForm('clerk', form.state(), sample)))).not.toContain('3305')
  })

  it('FORM-13: while a number is being typed its mask tells no digit', () => {
    const form = opened()
    const masks = [...card].map((_, length) => {
      form.type(applicant, 'person/idNumber', card.slice(0, length), { after: 100 })
      return viewForm('clerk', form.state(), sample).values['person/idNumber']?.value
    })
    expect(new Set(masks)).toEqual(new Set(['', '****']))
    form.type(applicant, 'person/account', '6217001230004567893')
    expect(viewForm('clerk', form.state(), sample).values['person/account']?.value).toBe(
      '**** **** **** 7893',
    )
  })

  it('FORM-15: what the clerk wrote in a material field waits; the applicant’s own edit does not', () => {
    const form = opened()
    const waiting = () => journey(sample, form.state(), []).pages.flatMap((page) => page.unconfirmed)
    form.type(clerk, 'person/name', '王小民')
    form.type(clerk, 'person/married', 'no')
    form.send({ type: 'rowAdded', ...clerk, at: form.later(), group: 'shares', row: 'x1' })
    expect(waiting()).toEqual(['person/name', 'shares'])
    form.type(applicant, 'person/name', '王小明')
    expect(waiting()).toEqual(['shares'])
    expect(form.confirm(['shares'])).toBe('ok')
    expect(waiting()).toEqual([])
    form.type(clerk, 'person/name', '王小民')
    expect(waiting()).toEqual(['person/name'])
  })

  it('FORM-16: what changed after the applicant looked is not confirmed, and nothing else with it', () => {
    const form = opened()
    form.type(clerk, 'person/name', '王小民')
    form.type(clerk, 'shares/r1/share', '50')
    const looked = form.state().revision
    form.type(clerk, 'shares/r1/share', '60')
    expect(form.confirm(['person/name', 'shares/r1/share'], looked)).toBe('stale')
    expect(form.field('person/name')?.confirmedAt).toBeUndefined()
    expect(form.confirm(['person/name', 'nowhere'])).toBe('fieldUnknown')
    expect(form.confirm(['person/name', 'shares/r1/share'])).toBe('ok')
    expect(form.field('shares/r1/share')).toMatchObject({ value: '60', by: 'clerk' })
    expect(form.field('shares/r1/share')?.confirmedAt).toBeDefined()
    expect(form.send({ type: 'confirmed', ...clerk, at: 1, paths: [], base: 0 })).toBe('forbidden')
  })
})

describe('the journey', () => {
  it('FORM-18: what is missing is told, page by page, until nothing is', () => {
    const form = opened()
    const now = (papers: string[] = []) => journey(sample, form.state(), papers)
    expect(now()).toMatchObject({ next: 'first', ready: false, missingMaterials: ['card'] })
    expect(now().pages.map((page) => page.open)).toEqual([true, false])
    form.type(applicant, 'person/name', '王小明')
    form.type(applicant, 'person/idNumber', card)
    form.type(applicant, 'person/married', 'yes')
    expect(now().pages[0]?.problems.map(({ path }) => path)).toEqual(['person/spouse'])
    expect(now().missingMaterials).toEqual(['card', 'certificate'])
    form.type(applicant, 'person/spouse', '李小红')
    expect(now()).toMatchObject({ next: 'second' })
    expect(now().pages.map((page) => [page.done, page.open])).toEqual([
      [true, true],
      [false, true],
    ])
    form.type(applicant, 'shares/r1/owner', '王小明')
    form.type(applicant, 'shares/r1/share', '100')
    form.type(applicant, 'promise', true)
    expect(now(['card'])).toMatchObject({ next: null, ready: false, missingMaterials: ['certificate'] })
    expect(now(['card', 'certificate'])).toMatchObject({ ready: true })
  })

  it('FORM-18: nothing is sealed before everything is there, and a sealed form never changes (FORM-5)', () => {
    const form = opened()
    const seal = (by: typeof applicant | typeof clerk | typeof device = clerk) =>
      form.send({ type: 'sealed', ...by, at: form.later(), materialsPresent: ['card'] })
    expect(seal()).toBe('incomplete')
    for (const [path, value] of Object.entries({
      'person/name': '王小明',
      'person/idNumber': card,
      'person/married': 'no',
      'shares/r1/owner': '王小明',
      'shares/r1/share': '99.99',
      promise: true,
    }))
      form.type(applicant, path, value)
    expect(seal()).toBe('incomplete')
    form.type(clerk, 'shares/r1/share', '100')
    expect(seal()).toBe('incomplete')
    form.confirm(['shares/r1/share'])
    expect(seal(device)).toBe('forbidden')
    expect(seal()).toBe('ok')
    expect(form.state().phase).toBe('sealed')
    const revision = form.state().revision
    expect(form.type(applicant, 'person/name', '李')).toBe('wrongState')
    expect(form.send({ type: 'gaveBack', ...applicant, at: form.later() })).toBe('wrongState')
    expect(seal()).toBe('wrongState')
    expect(form.state().revision).toBe(revision)
  })

  it('FORM-12: of a masked value the clerk’s journey says nothing', () => {
    const form = opened()
    form.type(applicant, 'person/name', '王小明')
    form.type(applicant, 'person/idNumber', '33050')
    form.type(applicant, 'person/married', 'no')
    const problems = (side: 'applicant' | 'clerk') =>
      journey(sample, viewForm(side, form.state(), sample), []).pages[0]?.problems.map(({ path }) => path)
    expect(problems('applicant')).toEqual(['person/idNumber'])
    expect(problems('clerk')).toEqual([])
  })
})
