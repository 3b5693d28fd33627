import { formDefinition, type FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Journey } from '@farwindow/shared/form/journey.ts'
import { formView, type FormView } from '@farwindow/shared/form/mask.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import { useState } from 'react'
import type { FormScreen } from '../form/screen.ts'

const say = (zh: string, en: string): { readonly zh: string; readonly en: string } => ({ zh, en })

const definition: FormDefinition = formDefinition.parse({
  code: 'sample',
  version: 1,
  schema: {},
  rules: [],
  papers: [],
  pages: [
    {
      id: 'company',
      title: say('企业和股东', 'Company and shareholders'),
      intro: say('请和窗口人员一起填写。', 'Fill this in together with the clerk.'),
      fields: [
        {
          path: 'company/name',
          control: 'text',
          label: say('企业名称', 'Name of the company'),
          material: true,
        },
        {
          path: 'company/kind',
          control: 'choice',
          label: say('企业类型', 'Kind'),
          options: [
            { value: 'limited', label: say('有限责任公司', 'Limited company') },
            { value: 'sole', label: say('个人独资企业', 'Sole proprietorship') },
          ],
        },
        {
          path: 'company/capital',
          control: 'money',
          label: say('注册资本', 'Capital'),
          unit: say('万元', '10,000 yuan'),
          visibleWhen: [{ path: 'company/kind', is: ['limited'] }],
        },
        { path: 'person/id', control: 'idNumber', label: say('身份证号码', 'ID number'), sensitive: true },
        { path: 'person/birth', control: 'date', label: say('出生日期', 'Date of birth') },
        {
          path: 'company/address',
          control: 'address',
          label: say('住所', 'Address'),
          example: '浙江省湖州市南浔区',
        },
        {
          path: 'shareholders',
          control: 'group',
          label: say('股东', 'Shareholders'),
          rowLabel: say('股东', 'Shareholder'),
          hint: say('各股东的比例加起来是 100%。', 'All shares add up to 100%.'),
          minRows: 1,
          maxRows: 3,
          fields: [
            { path: 'name', control: 'text', label: say('姓名或名称', 'Name') },
            { path: 'share', control: 'percent', label: say('出资比例', 'Share') },
          ],
        },
      ],
    },
    {
      id: 'delivery',
      title: say('领取方式', 'Delivery'),
      fields: [{ path: 'delivery/note', control: 'longtext', label: say('备注', 'Note') }],
    },
  ],
})

const written = (
  value: FieldValue,
  by: 'applicant' | 'clerk' | 'device',
  source: 'typed' | 'idCard' = 'typed',
): FormView['values'][string] => ({
  value,
  revision: 1,
  by,
  at: 0,
  source,
  edit: 'e1',
  masked: false,
  undoable: true,
})

const begun: FormView = formView.parse({
  definition: 'sample',
  openedAt: 0,
  revision: 9,
  phase: 'filling',
  control: 'shared',
  rows: { shareholders: ['r1', 'r2'] },
  unconfirmedRows: {},
  released: [],
  values: {
    'company/name': written('湖州南浔远山科技有限公司', 'clerk'),
    'company/kind': written('limited', 'applicant'),
    'company/capital': written('100', 'applicant'),
    'person/id': written('110105194912310021', 'device', 'idCard'),
    'person/birth': written('1949-12-31', 'device', 'idCard'),
    'shareholders/r1/name': written('王桂兰', 'applicant'),
    'shareholders/r1/share': written('60', 'applicant'),
    'shareholders/r2/name': written('陈建国', 'clerk'),
    'shareholders/r2/share': written('30', 'clerk'),
  },
})

export const sampleJourney: Journey = {
  pages: [
    { id: 'company', done: false, open: true, problems: [], unconfirmed: [] },
    { id: 'delivery', done: false, open: false, problems: [], unconfirmed: [] },
  ],
  missingMaterials: [],
  next: 'company',
  ready: false,
}

const masked = (form: FormView): FormView => {
  const id = form.values['person/id']
  if (id === undefined || form.released.includes('person/id')) return form
  return {
    ...form,
    values: { ...form.values, 'person/id': { ...id, value: '1101**********0021', masked: true } },
  }
}

/** A form that works without a server: what one types stays, rows come and go. */
export const useSampleScreen = (side: 'applicant' | 'clerk'): FormScreen => {
  const [form, setForm] = useState(begun)
  const [glowPath, setGlow] = useState<string | null>(side === 'applicant' ? 'company/capital' : null)
  const [unconfirmed, setUnconfirmed] = useState<readonly string[]>(['company/name'])
  const setRows = (rows: string[]): void => setForm({ ...form, rows: { ...form.rows, shareholders: rows } })
  const rows = form.rows['shareholders'] ?? []
  return {
    definition,
    page: 'company',
    form: side === 'clerk' ? masked(form) : form,
    side,
    readOnly: false,
    othersField: 'company/address',
    glowPath,
    problems: [
      {
        path: 'shareholders/r2/share',
        page: 'company',
        rule: 'sumsTo',
        message: say(
          '各股东的比例加起来要等于 100%，现在是 90%。',
          'The shares must add up to 100%; now 90%.',
        ),
      },
    ],
    unconfirmed,
    onEdit: (path, value) => setForm({ ...form, values: { ...form.values, [path]: written(value, side) } }),
    onFocus: () => undefined,
    onUndo: () => undefined,
    onConfirm: (paths) => setUnconfirmed(unconfirmed.filter((path) => !paths.includes(path))),
    onAddRow: () => setRows([...rows, `n${rows.length + 1}`]),
    onRemoveRow: (_group, row) => setRows(rows.filter((one) => one !== row)),
    onRelease: (path, released) => setForm({ ...form, released: released ? [path] : [] }),
    onPoint: setGlow,
  }
}
