import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Business } from '#contract/business.ts'
import { readBusiness } from '#contract/ipc/query.ts'
import { BusinessReference } from '#contract/values.ts'
import { invoke } from '#renderer/bridge.ts'

export interface BusinessLookup {
  readonly business: Business | undefined
  readonly isPending: boolean
  readonly error: Error | null
  /** Asks for a reference that was typed to its end; what cannot be one is left to the field's own check. */
  lookUp(reference: string): void
  /** The reference is being changed: what was found belongs to another one. */
  forget(): void
}

/** The business behind a reference, for the form that has the field. */
export function useBusiness(startReference: string | undefined, onFound: (business: Business) => void): BusinessLookup {
  const { data, variables, isPending, error, mutate, reset } = useMutation({
    mutationFn: (reference: string) => invoke(readBusiness, { reference }),
  })
  const hasStarted = useRef(false)

  const lookUp = (reference: string) => {
    const isKnown = reference === variables && error === null
    if (isKnown || !BusinessReference.safeParse(reference).success) return
    mutate(reference, { onSuccess: onFound })
  }
  const start = useEffectEvent(() => {
    if (startReference === undefined || hasStarted.current) return
    hasStarted.current = true
    lookUp(startReference)
  })
  useEffect(() => start(), [])

  return { business: data, isPending, error, lookUp, forget: reset }
}
