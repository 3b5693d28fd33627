import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../words/words.ts'
import { IssueForm } from './IssueForm.tsx'
import { MoveForm } from './MoveForm.tsx'
import type { Move } from './moves.ts'
import type { CaseStore } from './store.ts'

export interface MoveBarProps {
  readonly moves: readonly Move[]
  readonly wish: DeliveryWish
  readonly cases: CaseStore
}

/** The steps that can be taken now; each is asked about once more, with its remark. */
export const MoveBar = ({ moves, wish, cases }: MoveBarProps): ReactNode => {
  const say = useWords('cases')
  const [taking, setTaking] = useState<Move | null>(null)
  if (moves.length === 0) return null
  const close = (): void => setTaking(null)
  return (
    <div className="flex flex-wrap gap-3">
      {moves.map((move, index) => (
        <Button
          key={move}
          kind={index === 0 ? 'primary' : 'secondary'}
          icon={move === 'refuse' ? 'bad' : 'forward'}
          onPress={() => setTaking(move)}
        >
          {say(`move_${move}`)}
        </Button>
      ))}
      {taking === 'issue' && <IssueForm wish={wish} cases={cases} onClose={close} />}
      {taking !== null && taking !== 'issue' && <MoveForm move={taking} cases={cases} onClose={close} />}
    </div>
  )
}
