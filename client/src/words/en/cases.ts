import type { cases as zh } from '../zh/cases.ts'

export const cases: typeof zh = {
  title: 'Title',
}
