import type { progress as zh } from '../zh/progress.ts'

export const progress: typeof zh = {
  title: 'Title',
}
