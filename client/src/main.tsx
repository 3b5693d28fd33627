import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { Pages } from './pages.tsx'
import './theme/base.css'
import { startWords } from './words/words.ts'

// SCREEN-9: compiled schemas need eval, which the pages' Content-Security-Policy forbids.
config({ jitless: true })

const start = async (): Promise<void> => {
  await startWords()
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <Pages />
    </StrictMode>,
  )
}

void start()
