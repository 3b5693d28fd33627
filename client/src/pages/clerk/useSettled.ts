import { startTransition, useEffect, useState } from 'react'

/** The far picture is there well before; nobody has begun to read by then. */
const pictureFirstMs = 200

/**
 * Whether a call has lasted a moment. An answer puts a face on the screen first; the form with its many fields is
 * built after it, in pieces, so that neither keeps the other waiting.
 */
export const useSettled = (call: string | undefined): boolean => {
  const [settled, setSettled] = useState<string>()
  useEffect(() => {
    if (call === undefined) return undefined
    const timer = setTimeout(() => startTransition(() => setSettled(call)), pictureFirstMs)
    return () => clearTimeout(timer)
  }, [call])
  return call !== undefined && settled === call
}
