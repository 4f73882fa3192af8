import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** After so long without a key the draft is sent. */
const restMs = 1200

export interface KeptDraft {
  readonly state: 'untouched' | 'typing' | 'keeping' | 'kept' | 'failed'
  readonly error: Error | null
  /** Sends at once what was not sent yet. */
  settle(): Promise<void>
}

/** Keeps a draft as it changes; what stood there first is not sent. */
export function useKeepDraft(draft: object, keep: () => Promise<unknown>): KeptDraft {
  const written = JSON.stringify(draft)
  const sent = useRef(written)
  const [state, setState] = useState<KeptDraft['state']>('untouched')
  const [error, setError] = useState<Error | null>(null)

  const send = useEffectEvent(async () => {
    if (written === sent.current) return
    setState('keeping')
    try {
      await keep()
      sent.current = written
      setState('kept')
      setError(null)
    } catch (failure) {
      setState('failed')
      setError(failure instanceof Error ? failure : new Error('The draft could not be kept.'))
    }
  })
  const begin = useEffectEvent(() => setState('typing'))
  useEffect(() => {
    if (written === sent.current) return
    begin()
    const timer = setTimeout(() => void send(), restMs)
    return () => clearTimeout(timer)
  }, [written])

  return {
    state,
    error,
    async settle() {
      if (written === sent.current) return
      await keep()
      sent.current = written
    },
  }
}
