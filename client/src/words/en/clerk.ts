import type { clerk as zh } from '../zh/clerk.ts'

export const clerk: typeof zh = {
  title: 'Title',
}
