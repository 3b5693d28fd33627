import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { CheckLine } from './CheckLine.tsx'
import { hearsItself } from './media/echo.ts'
import { notes, playTone } from './tone.ts'

/**
 * Plays a sound and asks whether it was heard; meanwhile the microphone listens: when it hears the speaker although
 * the browser takes echoes away, the other side would hear itself (MEDIA-33).
 */
export const SpeakerCheck = ({
  microphone,
  place,
}: {
  readonly microphone: MediaStreamTrack | null
  readonly place: 'kiosk' | 'own'
}): ReactNode => {
  const say = useWords('check')
  const [asked, setAsked] = useState<'no' | 'asking' | 'heard' | 'unheard'>('no')
  const [echo, setEcho] = useState(false)
  const play = async (): Promise<void> => {
    if (microphone === null) await playTone()
    else setEcho(await hearsItself(microphone, notes, playTone))
    setAsked('asking')
  }
  const states = { no: 'todo', asking: 'todo', heard: 'good', unheard: 'bad' } as const
  const words = {
    no: say('tryIt'),
    asking: say('didYouHear'),
    heard: say('works'),
    unheard: say('turnUp'),
  }
  return (
    <CheckLine icon="speaker" name={say('speaker')} state={states[asked]} words={words[asked]}>
      {echo && asked !== 'no' && (
        <Notice tone="warn" announce title={say('echo')}>
          {say(place === 'kiosk' ? 'echoKiosk' : 'echoOwn')}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3 kiosk:gap-2">
        {asked === 'asking' && (
          <>
            <Button kind="primary" icon="check" onPress={() => setAsked('heard')}>
              {say('heardIt')}
            </Button>
            <Button onPress={() => setAsked('unheard')}>{say('heardNothing')}</Button>
          </>
        )}
        {(asked !== 'heard' || echo) && (
          <Button icon="play" onPress={play}>
            {say(asked === 'no' ? 'playSound' : 'playAgain')}
          </Button>
        )}
      </div>
    </CheckLine>
  )
}
