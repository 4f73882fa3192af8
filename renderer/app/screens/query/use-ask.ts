import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { askQuery, listConsents, listQueries, readAllowance, readQuery } from '#contract/ipc/query.ts'
import { askRelease, askReleasedQuery } from '#contract/ipc/release.ts'
import type { Purpose } from '#contract/purpose.ts'
import type { Query } from '#contract/query.ts'
import { type SubjectValues, subjectOf } from '#renderer/app/subject-values.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'

const askingEveryMs = 2000

/** Stands for "no consent" in the form, where nothing chosen is a mistake. */
export const noConsent = 'none'

export interface QueryFormValues {
  readonly reference: string
  readonly subject: SubjectValues
  readonly purpose: Purpose
  readonly consent: string | undefined
}

/** Asks for a report. One id until the form changes, so that pressing twice is one query. */
export function useAsk() {
  const client = useQueryClient()
  const [id, setId] = useState(() => crypto.randomUUID())
  const [isReleaseAsked, setReleaseAsked] = useState(false)
  const refresh = () => {
    for (const { name } of [readAllowance, listQueries, listConsents])
      void client.invalidateQueries({ queryKey: [name] })
  }
  const asking = useMutation({ mutationFn: (send: () => Promise<Query>) => send(), onSettled: refresh })
  const releasing = useMutation({
    mutationFn: (reason: string) => invoke(askRelease, { body: { id: crypto.randomUUID(), queryId: id, reason } }),
    onSuccess: () => setReleaseAsked(true),
    onSettled: () => client.invalidateQueries({ queryKey: [readQuery.name] }),
  })
  const isAwaited = asking.data?.state === 'asking' || isReleaseAsked
  const followed = useQuery({
    ...query(readQuery, { id }),
    enabled: isAwaited,
    refetchInterval: ({ state }) => (isSettled(state.data) ? false : askingEveryMs),
  })

  const askAs = (id: string, values: QueryFormValues) => {
    if (!asking.isPending) asking.mutate(() => invoke(askQuery, request(id, values)))
  }
  return {
    result: (isAwaited && followed.data) || asking.data,
    isPending: asking.isPending,
    isReleasing: releasing.isPending,
    error: asking.error ?? releasing.error ?? followed.error,
    ask: (values: QueryFormValues) => askAs(id, values),
    /** The officer asks the same once more, on purpose: a query of its own. */
    askAnew: (values: QueryFormValues) => {
      const fresh = crypto.randomUUID()
      setId(fresh)
      askAs(fresh, values)
    },
    /** Asks an approver to let the blocked query go. */
    requestRelease: (reason: string) => releasing.mutate(reason),
    /** Asks what was blocked, by the release that was given: a query of its own. */
    useRelease: (releaseId: string) => {
      const fresh = crypto.randomUUID()
      setId(fresh)
      setReleaseAsked(false)
      asking.mutate(() => invoke(askReleasedQuery, { releaseId, queryId: fresh }))
    },
    /** The form is no longer what was asked. */
    renew: () => {
      setId(crypto.randomUUID())
      setReleaseAsked(false)
      asking.reset()
      releasing.reset()
    },
  }
}

function isSettled(one: Query | undefined): boolean {
  return one !== undefined && one.state !== 'asking' && one.release?.state !== 'waiting'
}

function request(id: string, { reference, subject, purpose, consent }: QueryFormValues) {
  return {
    id,
    businessReference: reference,
    subject: subjectOf(subject),
    purpose,
    consentId: consent === undefined || consent === noConsent ? null : consent,
  }
}
