import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import { useWords } from '../../words/words.ts'

/** Name and capacity of a guest, in words. */
export const useShown = (): ((one: Pick<GuestView, 'name' | 'kind'>) => { name: string; kind: string }) => {
  const say = useWords('guest')
  return ({ name, kind }) => ({ name: name ?? say('nameless'), kind: say(`kind_${kind}`) })
}
