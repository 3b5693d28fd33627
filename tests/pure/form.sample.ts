/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema here. */
import { advanceForm, newForm } from '@farwindow/shared/form/edit.ts'
import type { FormEvent, FormState } from '@farwindow/shared/form/edit.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { say } from '@farwindow/shared/words/bilingual.ts'

const name = (text: string) => say(text, text)

/** A small form with one field of every kind the machine treats differently. */
export const sample: FormDefinition = {
  code: 'sample',
  version: 1,
  pages: [
    {
      id: 'first',
      title: name('第一页'),
      fields: [
        { path: 'person/name', control: 'text', label: name('姓名'), material: true, example: '王小明' },
        {
          path: 'person/idNumber',
          control: 'idNumber',
          label: name('身份证号码'),
          sensitive: true,
          material: true,
          example: '330503198503120012',
        },
        {
          path: 'person/married',
          control: 'choice',
          label: name('婚姻状况'),
          options: [
            { value: 'yes', label: name('已婚') },
            { value: 'no', label: name('未婚') },
          ],
          example: 'no',
        },
        {
          path: 'person/spouse',
          control: 'text',
          label: name('配偶姓名'),
          visibleWhen: [{ path: 'person/married', is: ['yes'] }],
          example: '李小红',
        },
        {
          path: 'person/languages',
          control: 'multichoice',
          label: name('语言'),
          options: [
            { value: 'zh', label: name('中文') },
            { value: 'en', label: name('英文') },
          ],
        },
        {
          path: 'person/account',
          control: 'text',
          format: 'bankCard',
          label: name('银行卡号'),
          sensitive: true,
        },
      ],
    },
    {
      id: 'second',
      title: name('第二页'),
      fields: [
        {
          path: 'shares',
          control: 'group',
          label: name('股东'),
          rowLabel: name('股东'),
          material: true,
          minRows: 1,
          maxRows: 4,
          fields: [
            { path: 'owner', control: 'text', label: name('股东姓名'), example: '王小明' },
            { path: 'number', control: 'idNumber', label: name('号码'), sensitive: true },
            { path: 'share', control: 'percent', label: name('比例'), material: true, example: '100' },
          ],
        },
        { path: 'promise', control: 'checkbox', label: name('我承诺') },
      ],
    },
  ],
  schema: {
    type: 'object',
    properties: {
      person: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 2 },
          idNumber: { type: 'string' },
          married: { enum: ['yes', 'no'] },
          spouse: { type: 'string' },
          languages: { type: 'array' },
          account: { type: 'string' },
        },
        required: ['name', 'idNumber', 'married'],
        if: { properties: { married: { const: 'yes' } }, required: ['married'] },
        then: { required: ['spouse'] },
      },
      shares: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { owner: { type: 'string' }, number: { type: 'string' }, share: { type: 'number' } },
          required: ['owner', 'share'],
        },
      },
      promise: { const: true },
    },
    required: ['person', 'shares', 'promise'],
  },
  rules: [{ kind: 'sumsTo', group: 'shares', field: 'share', total: '100', message: name('合计应为100%') }],
  papers: [
    { code: 'card', name: name('身份证'), required: true },
    { code: 'certificate', name: name('结婚证'), required: [{ path: 'person/married', is: ['yes'] }] },
  ],
}

export const applicant = { side: 'applicant', who: 'session-a' } as const
export const clerk = { side: 'clerk', who: 'person-c' } as const
export const device = { side: 'device', who: 'kiosk-k' } as const

/** A form being driven by events; `at` moves on by itself, far enough that nobody is still typing. */
export const opened = (definition: FormDefinition = sample) => {
  let state: FormState = newForm(definition, 0)
  let at = 0
  let edits = 0
  const send = (event: FormEvent) => {
    const outcome = advanceForm(definition, state, event)
    if (outcome.ok) state = outcome.value
    return outcome.ok ? 'ok' : outcome.refusal.code
  }
  const later = (ms = 10_000) => (at += ms)
  return {
    state: () => state,
    field: (path: string) => state.values[path],
    value: (path: string) => state.values[path]?.value,
    later,
    send,
    /** Types with what the writer would know: the field's current revision, unless told otherwise. */
    type: (
      by: typeof applicant | typeof clerk | typeof device,
      path: string,
      value: string | boolean | string[],
      more: { base?: number; inUseBy?: string; after?: number } = {},
    ) =>
      send({
        type: 'edited',
        ...by,
        at: later(more.after),
        path,
        value,
        base: more.base ?? state.values[path]?.revision ?? 0,
        edit: `edit-${(edits += 1)}`,
        source: by.side === 'device' ? 'idCard' : 'typed',
        inUseBy: more.inUseBy,
      }),
    undo: (by: typeof applicant | typeof clerk, path: string) =>
      send({ type: 'undone', ...by, at: later(), path, edit: `edit-${(edits += 1)}` }),
    confirm: (paths: string[], base = state.revision) =>
      send({ type: 'confirmed', ...applicant, at: later(), paths, base }),
  }
}
