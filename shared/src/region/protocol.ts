import { z } from 'zod'
import { requests } from '../protocol/declare.ts'
import { roles } from '../people/role.ts'
import { agreement } from './agreement.ts'
import { jurisdiction } from './jurisdiction.ts'
import { serviceWindow } from './window.ts'

export const opening = z.union([
  z.strictObject({ open: z.literal(true), untilAt: z.number().nullable() }),
  z.strictObject({ open: z.literal(false), nextAt: z.number().nullable() }),
])

export const regionRequests = requests({
  'region.list': {
    about: 'All jurisdictions by name.',
    by: roles,
    input: z.strictObject({}),
    output: z.strictObject({ jurisdictions: z.array(jurisdiction) }),
    safeToRepeat: true,
    refuses: [],
  },
  'region.overview': {
    about: 'Jurisdictions, agreements and windows, for the administrator.',
    by: ['administrator'],
    input: z.strictObject({}),
    output: z.strictObject({
      jurisdictions: z.array(jurisdiction),
      agreements: z.array(agreement),
      windows: z.array(serviceWindow),
    }),
    safeToRepeat: true,
    refuses: [],
  },
  'region.saveWindow': {
    about: 'Changes a window’s name, hours, exceptions and skills.',
    by: ['administrator'],
    input: z.strictObject({ window: serviceWindow }),
    output: z.strictObject({}),
    safeToRepeat: false,
    refuses: ['notFound'],
  },
  'region.saveAgreement': {
    about: 'Adds or changes an agreement: which jurisdictions serve each other for which items.',
    by: ['administrator'],
    input: z.strictObject({ agreement }),
    output: z.strictObject({}),
    safeToRepeat: false,
    refuses: ['notFound'],
  },
})
