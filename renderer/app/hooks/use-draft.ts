import type { FormInstance } from 'antd'
import { useEffect, useEffectEvent } from 'react'

/** What was typed into forms and not sent yet, as long as the window lives: it is made anew for every session. */
const drafts = new Map<string, object>()

export interface Draft<Values extends object> {
  keep(values: Values): void
  /** It has been sent, or thrown away on purpose. */
  drop(): void
}

/** A form that is closed by mistake opens with what was typed. */
export function useDraft<Values extends object>(key: string, form: FormInstance<Values>): Draft<Values> {
  const restore = useEffectEvent(() => {
    const kept = drafts.get(key)
    if (kept) form.setFieldsValue(kept as Parameters<typeof form.setFieldsValue>[0])
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another form.
  useEffect(() => restore(), [key])
  return {
    keep: (values) => void drafts.set(key, values),
    drop: () => void drafts.delete(key),
  }
}
