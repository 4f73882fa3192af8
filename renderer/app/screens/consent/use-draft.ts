import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormInstance } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { discardDraft, listDrafts, readDraft, saveDraft } from '#contract/ipc/consent-draft.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { ConsentId } from '#contract/values.ts'
import { invoke } from '#renderer/bridge.ts'
import type { ConsentFormValues } from './use-upload.ts'

const pauseMs = 600

interface DraftParts {
  readonly form: FormInstance<ConsentFormValues>
  readonly draftId: string | undefined
  readonly scans: readonly ChosenScan[]
  readonly quarterTurns: Readonly<Record<string, number>>
  readonly restore: (scans: readonly { readonly scan: ChosenScan; readonly quarterTurns: number }[]) => void
  readonly onRestored: (reference: string) => void
}

/** Keeps what was entered on this PC, a moment after the last change; takes up a consent that was begun before. */
export function useDraft({ form, draftId, scans, quarterTurns, restore, onRestored }: DraftParts) {
  const client = useQueryClient()
  const [id] = useState(() => ConsentId.parse(draftId ?? crypto.randomUUID()))
  const [changes, setChanges] = useState(0)
  const reading = useMutation({
    mutationFn: () => invoke(readDraft, { id }),
    onSuccess: ({ values, scans: kept }) => {
      form.setFieldsValue({ ...values, ...(values.signedOn ? { signedOn: dayjs(values.signedOn) } : {}) } as never)
      restore(kept)
      onRestored(values.reference)
    },
  })

  const { mutate: read } = reading
  useEffect(() => {
    if (draftId !== undefined) read()
  }, [draftId, read])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed stands in the form, `changes` counts it.
  useEffect(() => {
    const values = form.getFieldsValue()
    const handles = scans.filter(({ refusal }) => refusal === null).map(({ handle }) => handle)
    if (!values.reference && handles.length === 0) return
    const timer = setTimeout(() => {
      const draft = {
        id,
        values: draftValues(values),
        scans: handles.map((handle) => ({ handle, quarterTurns: quarterTurns[handle] ?? 0 })),
      }
      void invoke(saveDraft, draft).then(() => client.invalidateQueries({ queryKey: [listDrafts.name] }))
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [changes, scans, quarterTurns])

  return {
    id,
    error: reading.error,
    noteChange: () => setChanges((count) => count + 1),
    discard: () => invoke(discardDraft, { id }),
  }
}

function draftValues({ reference, subject, purposes, signedOn }: Partial<ConsentFormValues>) {
  return {
    reference: reference ?? '',
    subject: {
      kind: subject?.kind ?? ('personal' as const),
      name: subject?.name ?? '',
      idType: subject?.idType ?? '10',
      idNumber: subject?.idNumber ?? '',
    },
    purposes: purposes ?? [],
    signedOn: signedOn?.format('YYYY-MM-DD') ?? null,
  }
}
