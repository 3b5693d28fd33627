import type { administrator as zh } from '../zh/administrator.ts'

export const administrator: typeof zh = {
  title: 'Title',
}
