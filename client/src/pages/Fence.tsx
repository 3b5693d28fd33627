import { Component, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { ErrorState } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'

const Broken = (): ReactNode => {
  const say = useWords('common')
  return (
    <main>
      <ErrorState
        title={say('chunkTitle')}
        action={
          <Button kind="primary" icon="refresh" onPress={() => location.reload()}>
            {say('reload')}
          </Button>
        }
      >
        {say('chunkText')}
      </ErrorState>
    </main>
  )
}

/**
 * What is shown when a page could not be fetched or broke: words and a way on, never a white screen.
 * A class because React has no other way to catch what its children throw.
 */
export class Fence extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children
  }
}
