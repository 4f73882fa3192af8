import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Operation, Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { askChallenge } from '#contract/ipc/approval.ts'
import { SigningWindow } from '#renderer/app/components/signing-window.tsx'
import { invoke } from '#renderer/bridge.ts'

export interface SigningRequest {
  /** Exactly what the service will see carried out; any difference and the code is worth nothing. */
  readonly operation: Operation
  readonly summary: ReactNode
  /** Sends the operation with its signature. What it throws is shown; a refused signature gets a new challenge. */
  readonly carryOut: (signature: Signature) => Promise<unknown>
  readonly onDone?: () => void
}

/** Has an operation signed with the user's token. Put `signingWindow` somewhere on the screen. */
export function useSigning(): { sign(request: SigningRequest): void; readonly signingWindow: ReactNode } {
  const [request, setRequest] = useState<SigningRequest>()
  const challenge = useMutation({ mutationFn: (operation: Operation) => invoke(askChallenge, { body: operation }) })
  const carrying = useMutation({
    mutationFn: async ({ wanted, code }: { wanted: SigningRequest; code: string }) => {
      if (!challenge.data) throw new AppError('signature-refused', 'There is no challenge.')
      await wanted.carryOut({ challengeId: challenge.data.id, code })
      return wanted
    },
    onSuccess: (wanted) => {
      setRequest(undefined)
      wanted.onDone?.()
    },
    onError: (_error, { wanted }) => challenge.mutate(wanted.operation),
  })

  const sign = (wanted: SigningRequest) => {
    carrying.reset()
    setRequest(wanted)
    challenge.reset()
    challenge.mutate(wanted.operation)
  }
  const signingWindow = request && (
    <SigningWindow
      action={request.operation.action}
      summary={request.summary}
      challenge={challenge.isPending ? undefined : challenge.data}
      isBusy={carrying.isPending}
      error={carrying.error ?? challenge.error}
      onSign={(code) => carrying.mutate({ wanted: request, code })}
      onCancel={() => setRequest(undefined)}
    />
  )
  return { sign, signingWindow }
}
