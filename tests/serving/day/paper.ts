import { valueOf } from '../../pure/outcome.ts'
import { png } from '../picture.ts'
import { idNumber, put } from '../walk.ts'
import type { NamesOf, Samples } from './sample.ts'
import { callOf } from './world.ts'

const both = { applicant: 'ok', clerk: 'ok' } as const
const applicant = { applicant: 'ok' } as const
const clerk = { clerk: 'ok' } as const

/** Each side writes in a field and a row of its own. */
const fieldOf = (role: string): string => (role === 'clerk' ? 'company/address' : 'company/town')
const rowOf = (role: string): string => `r-${role}`

/** The form is begun by two. */
export const writing: Samples<NamesOf<'form'>> = {
  'form.current': { input: ({ visitId }) => ({ visitId }), answers: both },
  'form.edit': {
    input: ({ visitId }, role) => ({
      visitId,
      path: fieldOf(role),
      value: '练市镇',
      base: 0,
      edit: `edit-${role}`,
      source: 'typed',
    }),
    answers: both,
  },
  'form.addRow': {
    input: ({ visitId }, role) => ({ visitId, group: 'shareholders', row: rowOf(role) }),
    answers: both,
  },
  'form.removeRow': {
    input: ({ visitId }, role) => ({ visitId, group: 'shareholders', row: rowOf(role) }),
    answers: both,
  },
  'form.confirm': {
    input: async (world) => {
      const { visitId } = world
      const { form } = valueOf(await world.page('applicant').ask('form.current', { visitId }))
      return { visitId, paths: [fieldOf('clerk'), 'shareholders'], base: form.revision }
    },
    answers: applicant,
  },
  'form.undo': {
    input: ({ visitId }, role) => ({ visitId, path: fieldOf(role), edit: `undo-${role}` }),
    answers: both,
  },
  'form.release': {
    input: ({ visitId }) => ({ visitId, path: 'legal/birthDate', released: true }),
    answers: applicant,
  },
  'form.control': {
    input: ({ visitId }) => ({ visitId, control: 'applicantOnly' }),
    answers: applicant,
    after: async (world) => {
      const { visitId } = world
      valueOf(await world.page('applicant').ask('form.control', { visitId, control: 'shared' }))
    },
  },
  'form.focus': { input: ({ visitId }) => ({ visitId, path: null }), answers: both },
  'form.point': {
    input: ({ visitId }) => ({ visitId, page: null, scroll: 0, glow: 'company/town', pointer: null }),
    answers: both,
  },
}

/** Papers are given and judged. */
export const papers: Samples<NamesOf<'record'>> = {
  'record.put': {
    input: ({ visitId }) => ({
      visitId,
      purpose: 'material',
      material: 'articles',
      name: 'articles.png',
      bytes: png(),
    }),
    answers: applicant,
    learn: (world, { id }) => void (world.fileId = id),
  },
  'record.files': { input: ({ visitId }) => ({ visitId }), answers: both },
  'record.judge': {
    input: ({ visitId, fileId }) => ({ visitId, fileId, verdict: 'accepted' }),
    answers: clerk,
  },
  'record.remove': { input: ({ visitId, fileId }) => ({ visitId, fileId }), answers: applicant },
}

/** Who is it. */
export const proofing: Samples<NamesOf<'identity'>> = {
  'identity.current': { input: ({ visitId }) => ({ visitId }), answers: both },
  'identity.consent': { input: ({ visitId }) => ({ visitId, agreed: true }), answers: applicant },
  'identity.notPerformed': {
    input: ({ visitId }) => ({ visitId, step: 'cardRead', why: 'cardNotBrought' }),
    // No kiosk brings a card reader yet: that the card is not read is known before the check begins.
    answers: { clerk: 'wrongState' },
  },
  'identity.document': { input: ({ visitId }) => ({ visitId, number: idNumber }), answers: both },
  'identity.askStill': { input: ({ visitId }) => ({ visitId, step: 'documentFront' }), answers: clerk },
  'identity.showCue': {
    before: async (world) => {
      valueOf(await put(callOf(world), 'documentFront'))
      valueOf(await put(callOf(world), 'face'))
    },
    input: ({ visitId }) => ({ visitId }),
    answers: clerk,
    learn: (world, { cue }) => void (world.cueId = cue?.id ?? ''),
  },
  'identity.markCue': {
    input: ({ visitId, cueId }) => ({ visitId, cueId, seen: true }),
    answers: clerk,
  },
  'identity.question': {
    input: ({ visitId }) => ({ visitId, topic: 'purpose', satisfied: true }),
    answers: clerk,
  },
  'identity.decide': {
    input: ({ visitId }) => ({ visitId, decision: 'accept', note: '人证一致' }),
    answers: clerk,
  },
}
