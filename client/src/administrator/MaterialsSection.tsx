import type { Material } from '@farwindow/shared/catalogue/item.ts'
import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import { MultiChoice, SelectField } from '../parts/ChoiceField.tsx'
import { NumberField } from '../parts/NumberField.tsx'
import { EmptyState } from '../parts/states.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'
import { BilingualField } from './BilingualField.tsx'
import { blankMaterial } from './blankitem.ts'
import { nothing, type MaterialDraft, type Wanted } from './itemdraft.ts'
import { Lines } from './Lines.tsx'

export interface MaterialsSectionProps {
  readonly materials: readonly MaterialDraft[]
  readonly onChange: (materials: MaterialDraft[]) => void
}

/** The papers an item asks for; which of them, the form can decide. */
export const MaterialsSection = ({ materials, onChange }: MaterialsSectionProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  return (
    <div className="flex flex-col gap-4">
      {materials.length === 0 && <EmptyState title={say('noMaterials')} />}
      {materials.map((material, index) => (
        <Card
          // Materials are only changed in place; their code changes while it is typed.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          level={3}
          title={say('materialNumber', { number: index + 1, name: material.name.zh })}
          aside={
            <Button
              kind="quiet"
              icon="remove"
              label={`${common('remove')} ${say('materialNumber', { number: index + 1, name: material.name.zh })}`}
              onPress={() => onChange(materials.toSpliced(index, 1))}
            >
              {common('remove')}
            </Button>
          }
        >
          <MaterialFields
            material={material}
            set={(change) => onChange(materials.with(index, { ...material, ...change }))}
          />
        </Card>
      ))}
      <div>
        <Button icon="add" onPress={() => onChange([...materials, blankMaterial])}>
          {say('addMaterial')}
        </Button>
      </div>
    </div>
  )
}

interface FieldsProps {
  readonly material: MaterialDraft
  readonly set: (change: Partial<MaterialDraft>) => void
}

const wants: readonly Wanted[] = ['always', 'optional', 'when']
const types: readonly Material['acceptedTypes'][number][] = ['image/jpeg', 'image/png', 'application/pdf']

const MaterialFields = ({ material, set }: FieldsProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  return (
    <div className="flex flex-col gap-4">
      <BilingualField label={say('materialName')} value={material.name} onChange={(name) => set({ name })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={say('code')}
          hint={say('materialCodeHint')}
          value={material.code}
          maxLength={60}
          onChange={(code) => set({ code })}
        />
        <SelectField
          label={say('wanted')}
          value={material.wanted}
          chooseWord={common('choose')}
          required
          options={wants.map((value) => ({ value, label: say(`wanted_${value}`) }))}
          onChange={(value) => set({ wanted: wants.find((one) => one === value) ?? material.wanted })}
        />
      </div>
      {material.wanted === 'when' && (
        <Lines
          title={say('conditions')}
          lines={material.conditions}
          blank={{ path: '', is: '' }}
          addWords={say('addCondition')}
          onChange={(conditions) => set({ conditions })}
          render={(one, change) => (
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                label={say('conditionPath')}
                placeholder="company/kind"
                value={one.path}
                onChange={(path) => change({ ...one, path })}
              />
              <TextField
                label={say('conditionIs')}
                value={one.is}
                onChange={(is) => change({ ...one, is })}
              />
            </div>
          )}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <NumberField
          whole
          label={say('originals')}
          value={material.original}
          onChange={(original) => set({ original })}
        />
        <NumberField
          whole
          label={say('copies')}
          value={material.copies}
          onChange={(copies) => set({ copies })}
        />
        <NumberField
          label={say('largest')}
          unit="MB"
          value={material.megabytes}
          onChange={(megabytes) => set({ megabytes })}
        />
      </div>
      <MultiChoice
        label={say('fileTypes')}
        options={types.map((value) => ({ value, label: say(`type_${value}`) }))}
        value={material.acceptedTypes}
        onChange={(chosen) => set({ acceptedTypes: types.filter((type) => chosen.includes(type)) })}
      />
      <Lines
        title={say('materialRules')}
        lines={material.rules}
        blank={nothing}
        addWords={say('addRule')}
        onChange={(rules) => set({ rules })}
        render={(rule, change, number) => (
          <BilingualField label={say('ruleNumber', { number })} value={rule} onChange={change} />
        )}
      />
      <BilingualField
        label={say('picture')}
        value={material.picture}
        onChange={(picture) => set({ picture })}
      />
    </div>
  )
}
