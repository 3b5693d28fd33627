import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { ItemList } from '../../catalogue/ItemList.tsx'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { EmptyState, Loading } from '../../parts/states.tsx'
import { TextField } from '../../parts/TextField.tsx'
import { OfficePicker } from '../../region/OfficePicker.tsx'
import { useNames } from '../../region/useNames.ts'
import { useRefusalSentence } from '../../words/refusal.ts'
import { useWords } from '../../words/words.ts'
import { Frame } from './Frame.tsx'
import { officesOf } from './offices.ts'
import type { Applicant } from './stores.ts'

/** So many items stand on the first screen; the others are found by searching. */
const frequent = 6

/** The first screen: what to do, and where it is decided. */
export const StartScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { catalogue, names, visit, walk } = applicant
  const say = useWords('visit')
  const sentence = useRefusalSentence()
  const called = useNames(names)
  const { items } = useStore(names)
  const { found, refused } = useStore(catalogue.state)
  const ended = useStore(visit.state, (now) => now.ended)
  const office = useStore(walk, (now) => now.office)
  const [text, setText] = useState('')
  useEffect(() => catalogue.search(text), [catalogue, text])

  const offices = officesOf(items)
  const chosen = office ?? offices[0]
  const choose = (item: ItemSummary): Promise<unknown> => applicant.chooseItem(item)
  const listed = text === '' ? (found?.slice(0, frequent) ?? null) : found
  return (
    <Frame
      applicant={applicant}
      screen="start"
      title={say('startTitle')}
      lead={say('startLead')}
      primary={
        <Button kind="primary" big icon="phone" onPress={() => applicant.callDirectly()}>
          {say('direct')}
        </Button>
      }
    >
      {ended !== null && ended !== 'finished' && ended !== 'left' && (
        <Notice tone="info" title={say(`ended_${ended}`)} announce />
      )}
      {refused !== null && <Notice tone="warn" title={sentence(refused)} announce />}
      <TextField
        type="search"
        inputMode="search"
        label={say('searchLabel')}
        placeholder={say('searchHint')}
        value={text}
        onChange={setText}
        maxLength={100}
      />
      {listed === null ? (
        <Looking />
      ) : listed.length === 0 ? (
        <EmptyState icon="search" title={text === '' ? say('noItems') : say('foundNothing', { text })}>
          {say(text === '' ? 'noItemsText' : 'foundNothingText')}
        </EmptyState>
      ) : (
        <ItemList
          items={listed}
          title={text === '' ? say('frequent') : say('found', { count: listed.length })}
          onChoose={choose}
        />
      )}
      {chosen !== undefined && (
        <OfficePicker
          offices={offices}
          chosen={chosen}
          onChoose={(next) => walk.setState({ office: next })}
          nameOf={called.place}
        />
      )}
    </Frame>
  )
}

const Looking = (): ReactNode => {
  const common = useWords('common')
  return <Loading words={common('loading')} slowWords={common('loadingSlow')} />
}
