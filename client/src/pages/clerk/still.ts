import { stillStep } from '@farwindow/shared/identity/script.ts'
import type { ClerkStores } from './stores.ts'

/** Asks for the still whose turn it is; when all were taken, for the document's front again. */
export const askNextStill = ({
  identity,
  view,
}: Pick<ClerkStores, 'identity' | 'view'>): Promise<unknown> => {
  const missing = identity.state.getState().identity?.missing ?? []
  const wanted = stillStep.options.find((step) => missing.includes(step)) ?? 'documentFront'
  view.setState({ tab: 'identity' })
  return identity.askStill(wanted)
}
