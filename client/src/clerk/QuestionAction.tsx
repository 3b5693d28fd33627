import { questionTopic } from '@farwindow/shared/identity/evidence.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { SelectField } from '../parts/ChoiceField.tsx'
import { useWords } from '../words/words.ts'
import type { StepActionProps } from './StepAction.tsx'

/** A question and whether its answer satisfied; what was answered is never kept (IDENT-9). */
export const QuestionAction = ({ acts, run }: StepActionProps): ReactNode => {
  const say = useWords('clerk')
  const [chosen, setChosen] = useState('')
  const topic = questionTopic.options.find((one) => one === chosen)
  const mark = async (satisfied: boolean): Promise<void> => {
    if (topic === undefined) return
    const outcome = await run(acts.question({ topic, satisfied }))
    if (outcome.ok) setChosen('')
  }
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label={say('questionTopic')}
        hint={say('questionHint')}
        value={chosen}
        chooseWord={say('questionChoose')}
        options={questionTopic.options.map((value) => ({ value, label: say(`topic_${value}`) }))}
        onChange={setChosen}
      />
      {topic !== undefined && (
        <div className="flex flex-wrap gap-2">
          <Button small icon="check" onPress={() => mark(true)}>
            {say('satisfied')}
          </Button>
          <Button small icon="help" onPress={() => mark(false)}>
            {say('doubtful')}
          </Button>
        </div>
      )}
    </div>
  )
}
