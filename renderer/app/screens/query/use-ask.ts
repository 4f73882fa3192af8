import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { askQuery, listConsents, listQueries, readAllowance, readQuery } from '#contract/ipc/query.ts'
import type { PersonalPurpose } from '#contract/purpose.ts'
import type { PersonalSubject } from '#contract/subject.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'

const askingEveryMs = 2000

/** Stands for "no consent" in the form, where nothing chosen is a mistake. */
export const noConsent = 'none'

export interface QueryFormValues {
  readonly reference: string
  readonly subject: PersonalSubject
  readonly purpose: PersonalPurpose
  readonly consent: string | undefined
}

/** Asks for a report. One id until the form changes, so that pressing twice is one query. */
export function useAsk() {
  const client = useQueryClient()
  const [id, setId] = useState(() => crypto.randomUUID())
  const asking = useMutation({
    mutationFn: ({ id, values }: { id: string; values: QueryFormValues }) => invoke(askQuery, request(id, values)),
    onSettled: () => {
      for (const { name } of [readAllowance, listQueries, listConsents])
        void client.invalidateQueries({ queryKey: [name] })
    },
  })
  const isAwaited = asking.data?.state === 'asking'
  const followed = useQuery({
    ...query(readQuery, { id }),
    enabled: isAwaited,
    refetchInterval: ({ state }) => (state.data?.state === 'asking' || !state.data ? askingEveryMs : false),
  })

  const askAs = (id: string, values: QueryFormValues) => {
    if (!asking.isPending) asking.mutate({ id, values })
  }
  return {
    result: (isAwaited && followed.data) || asking.data,
    isPending: asking.isPending,
    error: asking.error ?? followed.error,
    ask: (values: QueryFormValues) => askAs(id, values),
    /** The officer asks the same once more, on purpose: a query of its own. */
    askAnew: (values: QueryFormValues) => {
      const fresh = crypto.randomUUID()
      setId(fresh)
      askAs(fresh, values)
    },
    /** The form is no longer what was asked. */
    renew: () => {
      setId(crypto.randomUUID())
      asking.reset()
    },
  }
}

function request(id: string, { reference, subject, purpose, consent }: QueryFormValues) {
  return {
    id,
    businessReference: reference,
    subject,
    purpose,
    consentId: consent === undefined || consent === noConsent ? null : consent,
  }
}
