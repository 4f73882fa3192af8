import { useMutation } from '@tanstack/react-query'
import type { FormInstance } from 'antd'
import { useEffect, useRef } from 'react'
import { readConsentForm } from '#contract/ipc/consent-draft.ts'
import type { UploadedScan } from '#contract/scan-findings.ts'
import type { ConsentFormId } from '#contract/values.ts'
import { valuesOf } from '#renderer/app/subject-values.ts'
import { invoke } from '#renderer/bridge.ts'
import type { ConsentFormValues } from './use-upload.ts'

/** Fills the form in from the code on a scan; what was typed already is not touched. */
export function usePrintedForm(
  form: FormInstance<ConsentFormValues>,
  seen: ReadonlyMap<string, UploadedScan>,
  onFilled: (reference: string) => void,
): void {
  const asked = useRef(new Set<string>())
  const { mutate } = useMutation({
    mutationFn: (id: ConsentFormId) => invoke(readConsentForm, { params: { id } }),
    onSuccess: ({ businessReference, subject, purposes }) => {
      if (form.getFieldValue('reference')) return
      form.setFieldsValue({ reference: businessReference, subject: valuesOf(subject), purposes: [...purposes] })
      onFilled(businessReference)
    },
  })
  useEffect(() => {
    for (const { findings } of seen.values())
      for (const { form: id } of findings.formCodes) {
        if (asked.current.has(id)) continue
        asked.current.add(id)
        mutate(id)
      }
  }, [seen, mutate])
}
