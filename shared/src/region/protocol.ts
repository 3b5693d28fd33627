import { z } from 'zod'
import { requests } from '../protocol/declare.ts'
import { base, saved, versioned } from '../protocol/versioned.ts'
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
    about: 'Jurisdictions, agreements and windows, each with its version, for the administrator.',
    by: ['administrator'],
    input: z.strictObject({}),
    output: z.strictObject({
      jurisdictions: z.array(versioned(jurisdiction)),
      agreements: z.array(versioned(agreement)),
      windows: z.array(versioned(serviceWindow)),
    }),
    safeToRepeat: true,
    refuses: [],
  },
  'region.saveJurisdiction': {
    about: 'Adds a jurisdiction (base 0) or renames one; its code stays.',
    by: ['administrator'],
    input: z.strictObject({ base, jurisdiction }),
    output: saved,
    safeToRepeat: false,
    refuses: ['conflict'],
  },
  'region.saveWindow': {
    about: 'Adds a window (base 0) or changes its name, hours, exceptions and items; its jurisdiction stays.',
    by: ['administrator'],
    input: z.strictObject({ base, window: serviceWindow }),
    output: saved,
    safeToRepeat: false,
    refuses: ['notFound', 'conflict'],
  },
  'region.saveAgreement': {
    about: 'Adds an agreement (base 0) or changes one: which jurisdictions serve each other for which items.',
    by: ['administrator'],
    input: z.strictObject({ base, agreement }),
    output: saved,
    safeToRepeat: false,
    refuses: ['notFound', 'conflict'],
  },
})
