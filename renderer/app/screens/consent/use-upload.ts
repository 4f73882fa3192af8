import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import type * as z from 'zod'
import type { Consent } from '#contract/consent.ts'
import { listConsents, registerConsent, uploadProgressed } from '#contract/ipc/query.ts'
import type { Purpose } from '#contract/purpose.ts'
import type { ConsentId } from '#contract/values.ts'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { type SubjectValues, subjectOf } from '#renderer/app/subject-values.ts'
import { invoke } from '#renderer/bridge.ts'

export type UploadProgress = z.output<typeof uploadProgressed.payload>

export interface ConsentFormValues {
  readonly reference: string
  readonly subject: SubjectValues
  readonly purposes: Purpose[]
  readonly signedOn: Dayjs
}

interface Upload {
  readonly values: ConsentFormValues
  readonly handles: string[]
  readonly quarterTurns: Readonly<Record<string, number>>
}

/** Uploads the scans and registers the consent. One id until what is sent changes, so that a repeat is the same consent. */
export function useUpload(draftId: ConsentId, onRegistered: (consent: Consent) => void) {
  const client = useQueryClient()
  const [id, setId] = useState(() => crypto.randomUUID())
  const [progress, setProgress] = useState<ReadonlyMap<string, UploadProgress>>(new Map())
  const registering = useMutation({
    mutationFn: ({ values, handles, quarterTurns }: Upload) =>
      invoke(registerConsent, {
        id,
        businessReference: values.reference,
        subject: subjectOf(values.subject),
        purposes: values.purposes,
        signedOn: values.signedOn.format('YYYY-MM-DD'),
        handles,
        quarterTurns,
        draftId,
      }),
    onSuccess: (consent) => {
      void client.invalidateQueries({ queryKey: [listConsents.name] })
      onRegistered(consent)
    },
  })

  useAnnouncement(uploadProgressed, (step) => setProgress((known) => new Map(known).set(step.handle, step)))

  return {
    progress,
    isPending: registering.isPending,
    error: registering.error,
    upload: (all: Upload) => {
      setProgress(new Map())
      registering.mutate(all)
    },
    /** What will be sent is no longer what was sent. */
    renew: () => {
      setId(crypto.randomUUID())
      setProgress(new Map())
      registering.reset()
    },
  }
}
